@principle_treat_fairly
Feature: Whoever decides about others' offers does it openly
  An approval is a second pair of eyes, not a closed door. A change or a no
  has its reason, and whoever is concerned lets somebody else decide.

  Rule: A yes goes on at once, a change and a no have their reason

    @p2_2 @forms
    Example: Teo approves what Ruth wants to give
      Given Teo is asked to approve what Ruth wants to give Mina
      When Teo approves it
      Then Mina has been paid as much

    @p2_2
    Example: Teo gives less and says why
      Given Teo is asked to approve what Ruth wants to give Mina
      When Teo halves it, with a reason
      Then Mina has been paid half as much

    @p3_4 @forms
    Example: Teo says no and does not say why
      Given Teo is asked to approve what Ruth wants to give Mina
      When Teo tries to refuse it without a reason
      Then it is refused for "approval reason"

    @p3_4
    Example: Teo says no, and Mina hears what will happen instead
      Given Teo is asked to approve what Ruth wants to give Mina
      When Teo refuses it, with a reason
      And Ruth does "Tell the customer honestly"
      Then Mina has the letter "honest_notice"

  Rule: Whoever is concerned passes it on

    @p2_4
    Example: Ruth gives something to her sister
      Given Mina has reported a small failure
      When Ruth puts it right at once for her own sister
      Then Teo is asked to "Approve as supervisor"
      And Mina has been paid nothing

    @p2_4
    Example: Teo was part of it himself
      Given Teo is asked to approve what Ruth wants to give Mina
      When Teo says that he is concerned himself
      And Eva does "Approve as executive"
      Then Mina has been paid as much
