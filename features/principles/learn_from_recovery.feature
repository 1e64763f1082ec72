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

    @p4_1
    Example: A failure of the worst kind is closed
      Given Ines's case of an injury was closed
      When Ines's case comes to its end
      Then a lesson is open because of Ines's case
      And Aude is asked to "Find the root cause"

    @p4_1
    Example: Our first answer did not put it right
      Given Mina's case was opened again and closed again
      When Mina's case comes to its end
      Then a lesson is open because of Mina's case

    @p4_1
    Example: An action that nobody could measure
      Given a lesson waits for its action
      When Olga plans it without "metric"
      Then it is refused for "metric"

    @p4_1
    Example: Nothing has to change
      Given Aude has asked for a lesson about a trifle
      When Aude finds that nothing has to change
      Then the lesson ended with "Nothing to change"

  Rule: One failure has one lesson, however often it comes

    @p4_2
    Example: An incident of the same kind is over
      Given a lesson waits for its action
      When an incident of the same kind leads to a lesson
      Then it is told to the lesson that is at work
