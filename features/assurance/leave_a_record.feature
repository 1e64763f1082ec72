@assurance
Feature: Everything leaves a record that nobody can change
  Whoever asks later what happened, gets an answer: what, when, by whom. The
  answer is the same for everybody, and nobody can have made it up afterwards.

  Rule: Every act is on the record, with who and when

    Example: Mina's report is looked at
      Given Mina has reported "My flight was cancelled"
      When 5 minutes pass
      And Ruth does "Assess the report"
      Then the record of Mina's case holds
        | when         | what happened                 | by           |
        | Monday 09:00 | The case was opened           | the customer |
        | Monday 09:00 | It was promised that          | the process  |
        | Monday 09:00 | A letter went out             | the process  |
        | Monday 09:05 | 'Assess the report' was done  | Ruth         |
        | Monday 09:05 | Ruth owns the case            | Ruth         |

    Example: Nothing was done behind the record's back
      When Mina's case goes its usual way to the end
      Then every promise, letter and payment of Mina's case is on record

  Rule: The record cannot be changed, and a change would be found

    Example: Somebody tries to change a line
      Given Mina has reported "My flight was cancelled"
      When somebody with the database in their hands changes a line
      Then the database refuses it

    Example: Somebody changes a line all the same
      Given Mina has reported "My flight was cancelled"
      When somebody removes the lock of the database and changes a line
      Then the record is broken at that line

  Rule: What a person wrote can be forgotten, that it was written cannot

    Example: Mina wants her words to be deleted
      Given Mina has reported "My flight was cancelled"
      When Mina's words are deleted
      Then the record is whole
      And the words "My flight was cancelled" are nowhere in Mina's texts
