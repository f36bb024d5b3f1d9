"""What each action of Ring Guard does; `services.py` registers them.

Nothing in here decides who may: the guard does, by the user in the call's context.
"""
