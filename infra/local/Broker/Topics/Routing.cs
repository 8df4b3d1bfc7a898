using ExposurePipeline.Local.Broker.Filters;
using ExposurePipeline.Local.Broker.Hubs;

namespace ExposurePipeline.Local.Broker.Topics;

/// <param name="Message">What was sent.</param>
/// <param name="Targets">The queue itself, or the subscriptions of which a rule matches; empty when none does.</param>
internal readonly record struct Route(SentMessage Message, IReadOnlyList<Entity> Targets);

/// <summary>Decides at send time which subscriptions get a copy; rules changed later do not touch messages already sent.</summary>
internal static class Routing
{
    public static IReadOnlyList<Route> Of(Entity to, EntityCatalogue catalogue, IReadOnlyList<SentMessage> messages)
    {
        if (to.Kind == EntityKind.Queue)
            return [.. messages.Select(message => new Route(message, [to]))];

        var subscriptions = catalogue.SubscriptionsOf(to).ToList();
        return [.. messages.Select(message => Of(message, subscriptions))];
    }

    private static Route Of(SentMessage message, List<Entity> subscriptions)
    {
        var seen = new FilterMessage(message.Broker, message.ContentType, PropertyText.Read(message.Properties));
        return new(message, [.. subscriptions.Where(subscription => subscription.Filters.Any(filter => filter.Matches(seen)))]);
    }
}
