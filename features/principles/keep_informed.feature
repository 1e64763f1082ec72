@principle_treat_fairly
Feature: Nobody has to ask how things stand
  Waiting is bearable when one knows for what and how long. So we speak
  first, also when there is nothing new, and say it ourselves when we are late.

  Rule: We write when we said we would, also without news

    @ki_1 @clock
    Example: Nothing is new
      Given Mina waits for news
      When the next update to Mina is due
      Then the letter "update" tells Mina
        | that there is nothing | nothing new            |
        | by when there is more | You hear from us again |

    @ki_1 @clock
    Example: The update comes a second late
      Given Mina waits for news
      When the house stands still until a second after Mina's update was due
      Then the promise "next_update" to Mina was missed once, to the second
      And Mina has the letter "late" once

  Rule: Whoever holds the link sees how things stand, nobody else does

    @ki_2 @forms
    Example: Mina looks at her page
      Given Mina waits for news
      Then the page of Mina says
        | who looks after it | Ruth                |
        | how it stands      | working on it       |
        | what is next       | works on it         |
        | what was promised  | how things stand    |

    @ki_2 @forms
    Example: Somebody guesses
      Given Mina waits for news
      When somebody opens a page with a made-up link
      Then nothing is found

  Rule: People who wait together are told together

    @ki_5 @clock
    Example: Hours on board
      Given Mina and Omar wait on board without a take-off time
      When 3 hours pass
      Then Mina and Omar are told at the same times how things stand

    @ki_5 @clock
    Example: They take off
      Given Mina and Omar wait on board without a take-off time
      When they move again
      Then nobody tells them any more that they wait
