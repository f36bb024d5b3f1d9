"""The demo household: a real Home Assistant with two cameras, their footage, and Ring Guard set up through its own dialogues."""
