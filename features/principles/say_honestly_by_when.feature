@principle_empower_and_solve_fast
Feature: What cannot be done at once is said honestly, with a time
  "We will look into it" is no answer. Whoever cannot put it right on the
  spot says what will be done, and by when, before the customer leaves.

  Rule: There is no first answer without what and when

    @ki_3 @forms
    Example: Ruth says neither what nor when
      Given Mina has reported a cancelled flight
      When Ruth tries "Listen, apologise, explain" without "told by when"
      Then it is refused for "told by when"

    @ki_3
    Example: Ruth says both
      Given Mina waits for news
      Then the letter "honest_notice" tells Mina
        | where she stands | where you stand    |
        | by when          | You hear from us by |

  Rule: A given word is a promise like any other

    @ki_3 @clock
    Example: The time Ruth gave passes
      Given Mina waits for news
      When the promise "given_word" to Mina is a minute overdue
      Then the promise "given_word" to Mina was missed once, to the second
      And Mina has the letter "late"
