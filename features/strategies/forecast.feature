@strategy @strategy_early_intervention
Feature: A forecast is followed to its end
  Whoever warns looks again, says what has changed, and thanks or hands on
  at the end. Nobody who was warned is left alone with the warning.

  Rule: A change worth their attention is told, and nothing too often

    @pr_1
    Example: It will be later
      Given the flight of Mina and Omar may be cancelled
      When Olga says that it is "changed"
      Then the letter "forecast_news" tells Omar
        | how it looks | We leave at two |

    @pr_1 @clock
    Example: Nobody has news
      Given the flight of Mina and Omar may be cancelled
      When nobody has had news for a while
      And Olga looks again and finds nothing new
      Then Mina has the letter "forecast_news"

  Rule: What did not happen ends with one word of thanks

    @pr_3
    Example: The crew arrives in time
      Given the flight of Mina and Omar may be cancelled
      When Olga says that it is "avoided"
      And everybody does what the warning asks of them
      Then Mina's case ended with "Impact avoided"
      And Mina has the letter "impact_avoided" once
      And Mina has heard of it 2 times in all
      And the warning ended with "Impact avoided"
      And a lesson follows from it

    @pr_3
    Example: It was a false alarm
      Given Olga warns of a flight of which she is not sure
      When Olga finds that nothing is coming
      Then the warning ended with "False alarm"
      And a lesson follows from it

  Rule: What strikes all the same is handed on, and nobody is asked again

    @st_3
    Example: There is a fresh protocol
      Given the protocol for a cancelled flight is published
      And the flight of Mina and Omar may be cancelled
      When Olga says that it is "happened"
      Then nobody asks Mina again what we know
      And Ruth is asked to "Do the step at the desk"

    @st_3
    Example: There is none
      Given the flight of Mina and Omar may be cancelled
      When Olga says that it is "happened"
      Then nobody asks Mina again what we know
      And Ruth is asked to "Listen, apologise, explain"
