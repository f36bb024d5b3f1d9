"""The labelled corpus: messages written for it, each with what a careful reader would find in it.

`frozen/` was written first, before any of the code that reads it was looked at, and is only measured; its hash
stands in a test. `development/` is there to look at. Both hold text files: a line `=== name`, labels, a line `---`,
and the message until the next `===`. A message of the source `mailbox` begins with its own headers; the loader adds
`To`, `Date`, `Message-ID` and the like.

Labels (all sets are words parted by spaces):

source        mailbox, person, phone or webhook; phone bodies are a notification's attributes, webhook bodies have
              their `content_type`
signed        the domains that really signed the mail
system        whose wording it follows
claims        the levels that it gives itself; `a|b` means that one of them has to be found
claims_may    further levels that may be found. All others must not be.
agencies      federal bodies that it says it comes from
demands, demands_may   likewise; `voluntary` may always be found beside something weightier
must, may     the findings of the text that must and those that may be found. All others must not be.
window        `start - end` in the household's time, `none`, or `any` where readers would differ
ref           the reference; where the label is missing there is none
truth         who really sent it: a level, `mixed` (a local officer who acts for a federal body), or `unknown`
"""
