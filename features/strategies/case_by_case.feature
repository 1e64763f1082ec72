@strategy @strategy_case_by_case
Feature: What is new or delicate is looked at by itself, and still alike
  Case by case is haphazard unless one looks at like cases, asks everybody
  who knows something, and says why an offer is unusual.

  Rule: Whoever looks into a failure sees how like ones were put right

    @st_1
    Example: Others were let down in the same way
      Given five like cases were closed
      When Mina's case of the same kind is looked into
      Then Olga sees the five like cases

    @st_1
    Example: An offer far from the others
      Given five like cases were closed
      And Mina's case of the same kind waits for an offer
      When Carla offers Mina far more than the others, without a reason
      Then "Compose an offer" is asked again, because of "others got"

  Rule: Departments are asked at the same time, each with its clock

    @fp_2
    Example: Three departments have to say something
      Given Mina's case waits to be understood
      When Carla asks three departments
      Then Olga is asked by three departments at once, each with its time
      And Ruth still looks after Mina's case

    @fp_2 @clock
    Example: One of them does not answer
      Given Mina's case waits to be understood
      When Carla asks three departments
      And the time of "Time is up" comes for Mina
      Then Teo is asked to "Answer for the department"

  Rule: Somebody is named, until somebody else accepts

    @fp_3
    Example: Ruth hands over
      Given Mina's case waits to be understood
      When Ruth hands Mina's case over
      Then Ruth still looks after Mina's case

    @fp_3
    Example: Cem accepts
      Given Mina's case waits to be understood
      When Ruth hands Mina's case over
      And Cem does "Take over the case"
      Then the letter "new_owner" tells Mina
        | whom she can ask | Cem |
