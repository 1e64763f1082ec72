@strategy @strategy_early_intervention
Feature: A warning that nobody reads warns nobody
  What comes back is sent another way at once; where no letter arrives,
  somebody calls, until they know.

  Rule: What does not arrive goes another way

    @pr_4
    Example: The letter to Mina comes back
      Given the mailbox of Mina is gone
      When Olga warns that the flight of Mina and Omar may be cancelled
      Then the promise "forewarning" to Mina is kept in time
      And Mina has the letter "forewarning" once

    @pr_4
    Example: Ines has no mailbox
      Given the flight of Ines may be cancelled
      Then Ruth is asked to "Call them"

    @pr_4 @clock
    Example: Nobody answers at first
      Given the flight of Ines may be cancelled
      When Ruth calls in vain, and again a little later
      Then the promise "forewarning" to Ines is kept in time
