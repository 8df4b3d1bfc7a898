using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Filtering;

/// <summary>Rules in the order in which they are asked: the first that matches decides, and what none matches gets the default.</summary>
/// <remarks>
/// <para>Lists without an order (security groups: allow rules only) are the special case in which the order does not matter.</para>
/// <para>
/// Where rules are known in part only, a flow is certainly allowed when a rule certainly allows it and no earlier one may block it; it is possibly
/// allowed when a rule may allow it and no earlier one certainly blocks it.
/// </para>
/// </remarks>
public sealed class RuleList
{
    // As long as the first rule of a list lives.
    private static readonly ConditionalWeakTable<Rule, ConcurrentDictionary<SameRules, RuleList>> Made = [];

    private readonly Share[] shares;

    /// <summary>Decides every flow once.</summary>
    /// <param name="name">Which list, for people: the id of the group, the access list, the policy.</param>
    /// <param name="rules">In order of evaluation.</param>
    /// <param name="otherwise">What happens to flows that no rule matches; its id names the default.</param>
    public RuleList(string name, IEnumerable<Rule> rules, Rule otherwise)
    {
        Name = name;
        (shares, Reach) = Decide(rules.Append(otherwise));
    }

    /// <summary>Which list.</summary>
    public string Name { get; }

    /// <summary>What gets through the list.</summary>
    public Reach Reach { get; }

    /// <summary>The rules that decide these flows, in order, each with its share.</summary>
    /// <param name="flows">Flows as this list sees them.</param>
    /// <param name="allowing">Whether the rules that let through are asked for, or those that block.</param>
    public IEnumerable<Share> Deciding(FlowSet flows, bool allowing) => shares
        .Where(share => share.Allows == allowing)
        .Select(share => share with { Flows = share.Flows.Intersect(flows) })
        .Where(static share => !share.Flows.IsEmpty);

    /// <summary>The list of the same rules that was made before, or a new one: many interfaces are under one list.</summary>
    /// <inheritdoc cref="RuleList(string, IEnumerable{Rule}, Rule)" path="/param"/>
    internal static RuleList Shared(string name, Rule[] rules, Rule otherwise) => rules.Length == 0 ? new(name, rules, otherwise)
        : Made.GetOrCreateValue(rules[0]).GetOrAdd(new(name, rules, otherwise), static same => new(same.Name, same.Rules, same.Otherwise));

    private static (Share[] Shares, Reach Reach) Decide(IEnumerable<Rule> rules)
    {
        var (allowed, blocked) = (Reach.None, Reach.None);
        var decided = new List<Share>();
        foreach (var rule in rules)
        {
            var (mine, others) = rule.Allows ? (allowed, blocked) : (blocked, allowed);
            var may = rule.Possible.Except(others.Certain);
            var fresh = may.Except(mine.Certain);
            if (!fresh.IsEmpty)
            {
                decided.Add(new(rule.Id, rule.Allows, fresh));
            }

            mine = mine.Union(new(IsExact(rule, others) ? may : rule.Certain.Except(others.Possible), may));
            (allowed, blocked) = rule.Allows ? (mine, blocked) : (allowed, mine);
        }

        return ([.. decided], allowed);
    }

    private static bool IsExact(Rule rule, Reach others) => rule.Certain == rule.Possible && ReferenceEquals(others.Certain, others.Possible);

    private readonly record struct SameRules(string Name, Rule[] Rules, Rule Otherwise)
    {
        public bool Equals(SameRules other) => Name == other.Name && ReferenceEquals(Otherwise, other.Otherwise) && Rules.AsSpan().SequenceEqual(other.Rules, ReferenceEqualityComparer.Instance);

        public override int GetHashCode() => HashCode.Combine(Name, Rules.Length, RuntimeHelpers.GetHashCode(Rules[^1]));
    }

    /// <summary>What one rule decides.</summary>
    /// <param name="Rule">Its id in the list.</param>
    /// <param name="Allows">Whether it lets through.</param>
    /// <param name="Flows">The flows that no earlier rule had decided for certain.</param>
    public sealed record Share(string Rule, bool Allows, FlowSet Flows);
}
