@principle_learn_from_recovery
Feature: Every recovery teaches us something
  A failure that is put right for one customer and happens to the next was
  not put right. So no case is closed without what was learnt from it.

  Rule: At the end we say what we did, what we learnt, and what we change

    @ki_4 @forms
    Example: Carla leaves out how it is prevented
      Given Mina's case waits to be closed
      When Carla tries "Tell result and lesson" without "prevention told"
      Then it is refused for "prevention told"

    @ki_4
    Example: Mina reads the last letter
      Given Mina's case waits to be closed
      When Carla does "Tell result and lesson"
      Then the letter "closing" tells Mina
        | the result | What we did           |
        | the lesson | What we learnt        |
        | prevention | does not happen again |

  Rule: Serious and repeated failures have a lesson with an owner and a check

    @p4_1 @open_question
    Example: A failure of the worst kind is closed
      Given Ines's case of an injury was closed
      Then a lesson has an owner, an action and a date at which it is checked

    @p4_2 @open_question
    Example: The third case of the same failure in a month
      Given three cases of the same failure in a month
      Then a change of how we work is proposed, linked to the three

    @p4_3 @open_question
    Example: It happens again within six months
      Given an action was marked as done
      When the same failure happens again within six months
      Then the action counts as ineffective and is opened again

  Rule: What was learnt reaches protocols and customers

    @p4_4 @open_question
    Example: A protocol has not been looked at in time
      Given a protocol is past its date of review
      Then its runs say so and somebody is asked to look at it

    @p4_5 @open_question
    Example: The change works
      Given an action was found effective
      Then the customers who agreed to it hear once what has changed
