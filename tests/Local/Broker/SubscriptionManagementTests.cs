using System.Net;
using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class SubscriptionManagementTests : IAsyncLifetime
{
    private const string Mine = "/tag-changes/subscriptions/mine";

    private TestBroker _broker = null!;

    public async Task InitializeAsync()
    {
        _broker = await TestBroker.StartAsync();
        await _broker.Server.EnsureTopic("tag-changes");
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task a_subscriber_creates_its_own_subscription_once_and_deletes_it()
    {
        Assert.Equal(HttpStatusCode.Created, (await PutAsync("")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync("")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.GetAsync(Mine)).StatusCode);
        await _broker.SendAsync("/tag-changes/messages", "x");
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.DeleteAsync(Mine)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _broker.Http.DeleteAsync(Mine)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await _broker.PeekLockAsync(Mine)).StatusCode);

        Assert.Equal(HttpStatusCode.Created, (await PutAsync("")).StatusCode); // a new one with the old name starts empty
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(Mine)).StatusCode);
    }

    [Fact]
    public async Task of_many_who_create_it_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync("")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task sending_goes_on_while_subscriptions_come_and_go()
    {
        await _broker.Server.EnsureSubscription("tag-changes", "all");
        var sends = Enumerable.Range(0, 200).Select(async _ => (await _broker.SendAsync("/tag-changes/messages", "x")).StatusCode).ToList();
        for (var i = 0; i < 20; i++)
        {
            await PutAsync("");
            await _broker.Http.DeleteAsync(Mine);
        }

        Assert.All(await Task.WhenAll(sends), status => Assert.Equal(HttpStatusCode.Created, status));
        var received = 0;
        while ((await _broker.Http.DeleteAsync("/tag-changes/subscriptions/all/messages/head?timeout=0")).StatusCode == HttpStatusCode.OK)
            received++;
        Assert.Equal(200, received);
    }

    [Theory]
    [InlineData("""<Filter i:type="SqlFilter"><SqlExpression>change = 'added' AND riskLevel &gt;= 3</SqlExpression></Filter>""")]
    [InlineData("""<Filter i:type="CorrelationFilter"><Label>hot</Label><Properties><KeyValueOfstringanyType><Key>change</Key><Value i:type="d6p1:string" xmlns:d6p1="http://www.w3.org/2001/XMLSchema">added</Value></KeyValueOfstringanyType></Properties></Filter>""")]
    public async Task only_messages_that_match_its_rule_arrive_also_after_a_restart(string filter)
    {
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(Description($"""<DefaultRuleDescription>{filter}<Action i:type="EmptyRuleAction"/><Name>r</Name></DefaultRuleDescription>"""))).StatusCode);
        await _broker.RestartAsync();
        await _broker.SendAsync("/tag-changes/messages", "no", broker: """{"Label":"hot"}""", headers: [("change", "\"removed\""), ("riskLevel", "5")]);
        await _broker.SendAsync("/tag-changes/messages", "yes", broker: """{"Label":"hot"}""", headers: [("change", "\"added\""), ("riskLevel", "3")]);

        Assert.Equal("yes", await (await _broker.PeekLockAsync(Mine)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(Mine)).StatusCode);
    }

    [Fact]
    public async Task its_lock_and_delivery_settings_are_taken()
    {
        await PutAsync(Description("<LockDuration>PT10S</LockDuration><DefaultMessageTimeToLive>P10675199DT2H48M5.4775807S</DefaultMessageTimeToLive><MaxDeliveryCount>1</MaxDeliveryCount>"));
        await _broker.SendAsync("/tag-changes/messages", "x");
        await _broker.PeekLockAsync(Mine);
        _broker.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(Mine)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _broker.PeekLockAsync(Mine + "/$deadletterqueue")).StatusCode);
    }

    [Theory]
    [InlineData("<entry", "cannot be read")] // not XML
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"/>", "no SubscriptionDescription")] // nothing described
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "cannot be read")] // entities are not resolved
    [InlineData("<LockDuration>soon</LockDuration>", "cannot be read")] // not a duration
    [InlineData("<LockDuration>PT6M</LockDuration>", "LockDuration is 00:06:00")] // longer than Service Bus grants
    [InlineData("<MaxDeliveryCount>0</MaxDeliveryCount>", "MaxDeliveryCount is 0")]
    [InlineData("""<DefaultRuleDescription><Filter i:type="SqlFilter"><SqlExpression>a = = 1</SqlExpression></Filter></DefaultRuleDescription>""", "position 5")] // says where
    [InlineData("""<DefaultRuleDescription><Filter i:type="SqlFilter"><SqlExpression>1=1</SqlExpression></Filter><Action i:type="SqlRuleAction"/></DefaultRuleDescription>""", "SqlRuleAction")] // would silently not act
    [InlineData("""<DefaultRuleDescription><Filter i:type="CorrelationFilter"><Colour>red</Colour></Filter></DefaultRuleDescription>""", "Colour")] // no such system property
    public async Task a_description_that_cannot_be_followed_is_refused_and_nothing_is_created(string xml, string expected)
    {
        var answer = await PutAsync(xml.StartsWith("<entry", StringComparison.Ordinal) || xml[1] == '!' ? xml : Description(xml));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _broker.Http.GetAsync(Mine)).StatusCode);
    }

    [Fact]
    public async Task a_subscription_needs_its_topic() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _broker.Http.PutAsync("/nothing/subscriptions/mine", new StringContent(""))).StatusCode);

    private Task<HttpResponseMessage> PutAsync(string body) => _broker.Http.PutAsync(Mine, new StringContent(body, Encoding.UTF8, "application/atom+xml"));

    private static string Description(string inner) => $"""
        <entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml">
        <SubscriptionDescription xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect">{inner}</SubscriptionDescription>
        </content></entry>
        """;
}
