using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.MachineSamples;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class MachineQueryTests
{
    [Theory]
    [InlineData("isInternetFacing eq true", "web jump")]
    [InlineData("isInternetFacing", "web jump")] // a yes-or-no property is a condition by itself
    [InlineData("not isInternetFacing", "desk bare")]
    [InlineData("osPlatform eq 'Linux'", "web")]
    [InlineData("osPlatform eq 'linux'", "")] // text compares ordinally
    [InlineData("tolower(osPlatform) eq 'linux'", "web")] // unless folded
    [InlineData("osPlatform ne 'Linux'", "jump desk bare")] // null is not 'Linux'
    [InlineData("osPlatform eq null", "bare")]
    [InlineData("osPlatform ne null", "web jump desk")]
    [InlineData("lastSeen gt 2026-03-04T11:00:00Z", "web")] // exclusive: jump was seen at 11:00
    [InlineData("lastSeen ge 2026-03-04T11:00:00Z", "web jump")]
    [InlineData("lastSeen ge 2026-03-04T12:00:00%2B01:00", "web jump")] // another offset, the same moment
    [InlineData("lastSeen ge 2026-03-04", "web jump")] // a day begins at midnight UTC
    [InlineData("lastSeen lt 2026-03-04T11:00:00Z", "desk")] // null is before nothing
    [InlineData("lastSeen le 2026-03-04T11:00:00Z", "jump desk")]
    [InlineData("not (lastSeen gt 2026-03-04T11:00:00Z)", "jump desk bare")] // an inequality with null is false, so its negation holds
    [InlineData("not startswith(osPlatform,'Win')", "web")] // a function of null is null, and so is its negation
    [InlineData("evidenceCount ge 1 and evidenceCount lt 3", "jump")]
    [InlineData("evidenceCount eq 3.0", "web")] // numbers compare by value
    [InlineData("evidenceCount lt 1e300", "web jump desk bare")] // beyond every decimal
    [InlineData("evidenceCount gt -INF", "web jump desk bare")]
    [InlineData("evidenceCount le NaN or evidenceCount gt NaN", "")] // no number is before or after what is none
    [InlineData("exposureLevel in ('High','Medium')", "web jump")]
    [InlineData("not (exposureLevel in ('High'))", "jump desk bare")]
    [InlineData("startswith(osPlatform,'Windows')", "jump desk")]
    [InlineData("endswith(computerDnsName,'.contoso.com')", "web jump")]
    [InlineData("contains(computerDnsName,'JUMP')", "jump")]
    [InlineData("ComputerDnsName eq 'web-1.contoso.com'", "web")] // Defender's examples write names both ways
    [InlineData("machineTags/any(t: t eq 'prod')", "web desk")]
    [InlineData("machineTags/any(t: t eq 'O''Neil''s')", "web")] // a quote is doubled
    [InlineData("machineTags/any()", "web jump desk")] // at least one tag
    [InlineData("not machineTags/any(t: startswith(t,'prod'))", "jump bare")]
    [InlineData("internetFacingReasons/any(r: r eq 'PublicScan')", "web")]
    [InlineData("internetFacingReasons/any(r: r eq 'PublicScan' or machineTags/any(t: t eq 'admin'))", "web jump")] // nested
    [InlineData("osPlatform eq 'Linux' or exposureLevel eq 'Medium' and isInternetFacing eq false", "web")] // and binds tighter
    [InlineData("(osPlatform eq 'Linux' or exposureLevel eq 'Medium') and isInternetFacing", "web jump")]
    [InlineData("startswith(osPlatform,'x') or id eq 'bare'", "bare")] // unknown or true
    [InlineData("internetFacingPorts/any(p: p eq 3389)", "jump")]
    [InlineData("internetFacingPorts/any(p: p gt 400 and p lt 1024)", "web")]
    [InlineData("internetFacingPorts/any(p: p in (53,3389))", "web jump")]
    [InlineData("internetFacingTransports/any(t: t eq 'Udp')", "web")]
    [InlineData("internetFacingCauses/any(c: c eq 'MisconfiguredNetworkRule')", "jump")]
    [InlineData("exposureState eq 'Exposed'", "jump")]
    [InlineData("exposureState eq 'NotApplicable'", "desk bare")]
    [InlineData("rbacGroupName eq 'Servers'", "jump")]
    [InlineData("verdict eq 'Confirmed'", "web")]
    [InlineData("verdict in ('Observed','Unknown')", "jump bare")]
    [InlineData("configuredStatus eq 'NotReachable'", "desk")]
    [InlineData("configuredStatus eq null", "jump bare")]
    [InlineData("offboardedAt ne null", "desk")]
    public void a_filter_selects(string filter, string expected) =>
        Assert.Equal(expected, string.Join(' ', All.Where(Read(("$filter", filter.Replace("%2B", "+", StringComparison.Ordinal))).Matches).Select(static m => m.Id)));

    [Theory]
    [InlineData("foo eq 1", "$filter:0")] // no such property
    [InlineData("id eq 'a' and ipAddresses eq null", "$filter:14")] // answered, not queried
    [InlineData("isInternetFacing eq", "$filter:19")] // nothing to compare with
    [InlineData("id eq 'a", "$filter:8")] // an open quote
    [InlineData("id eq 'a')", "$filter:10")] // a parenthesis too many
    [InlineData("id", "$filter")] // text is no condition
    [InlineData("lastSeen gt 5", "$filter")] // a moment and a number
    [InlineData("lastSeen gt 2026-13-40T00:00:00Z", "$filter:12")] // no such day
    [InlineData("year(lastSeen) eq 2026", "$filter:0")] // not offered
    [InlineData("foo(id) eq 'a'", "$filter:0")] // no such function
    [InlineData("evidenceCount add 1 eq 2", "$filter")] // no arithmetic
    [InlineData("duration'P1D' gt duration'PT1H'", "$filter:0")] // no property lasts
    [InlineData("12:00:00 in (12:00:00)", "$filter")] // nor is one a time of day
    [InlineData("machineTags/all(t: t eq 'a')", "$filter")] // any only
    [InlineData("machineTags eq 'a'", "$filter")] // a list is not a text
    [InlineData("internetFacingPorts/any(p: p eq 'x')", "$filter")] // a port is not a text
    [InlineData("", "$filter:0")] // nothing at all
    public void a_wrong_filter_is_answered_with_its_position(string filter, string target)
    {
        var error = Error(("$filter", filter));

        Assert.Equal((400, "ODataError"), (error.Status, error.Code));
        Assert.StartsWith(target, error.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$top", "10001")] // Defender's limit
    [InlineData("$top", "-1")]
    [InlineData("$top", "ten")]
    [InlineData("$skip", "1.5")]
    [InlineData("$count", "maybe")]
    [InlineData("$orderby", "foo")]
    [InlineData("$orderby", "id sideways")]
    [InlineData("$select", "id")] // not offered, and not silently ignored
    [InlineData("$expand", "x")]
    public void a_wrong_option_is_named(string option, string value)
    {
        var error = Error((option, value));

        Assert.Equal(400, error.Status);
        Assert.StartsWith(option, error.Target, StringComparison.Ordinal);
    }

    [Fact]
    public void an_endless_filter_is_refused_before_it_is_parsed() =>
        Assert.Contains("at most 4000 characters", Error(("$filter", string.Join(" or ", Enumerable.Repeat("id eq 'a'", 1000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void a_deep_filter_is_refused_without_exhausting_the_stack() =>
        Assert.Equal(400, Error(("$filter", new string('(', 1900) + "isInternetFacing" + new string(')', 1900))).Status);

    [Fact]
    public void no_text_whatever_makes_reading_throw()
    {
        string[] words = ["id", "isInternetFacing", "machineTags/any(t:", "(", ")", "'", "eq", "gt", "and", "not", "in", "null", "5", "2026-03-04T12:00:00Z", "startswith(", ",", "$it", "@p", "%", "{", "cast(", "-", "INF", "1e999", "duration'P1D'"];
        var filters = Gen.Elements(words).ListOf().Select(static list => string.Join(' ', list)).ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(filters, static filter => { TryRead([("$filter", filter), ("$orderby", filter)], out _); }));
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), static filter => { TryRead([("$filter", filter ?? ""), ("$orderby", filter ?? "")], out _); }));
    }

    [Fact]
    public void an_option_given_twice_is_refused() =>
        Assert.Equal("$top", Error(("$top", "1"), ("$top", "2")).Target);

    [Theory]
    [InlineData("lastSeen", "bare desk jump web")] // null first
    [InlineData("lastSeen desc", "web jump desk bare")]
    [InlineData("isInternetFacing desc,evidenceCount", "jump web bare desk")] // the last two tie, so by id
    [InlineData("osPlatform asc", "bare web desk jump")] // ordinal: Linux, Windows11, WindowsServer2022
    public async Task an_order_is_kept_and_ties_are_by_id(string order, string expected) => Assert.Equal(expected, await PageAsync(100, ("$orderby", order)));

    [Theory]
    [InlineData("", "bare desk jump web")] // no order: by id
    [InlineData("$top=2", "bare desk")]
    [InlineData("$skip=1&$top=2", "desk jump")]
    [InlineData("$skip=9", "")]
    [InlineData("$top=0&$count=true", " count=4")] // only to count
    [InlineData("$filter=isInternetFacing&$count=true&$top=1", "jump count=2")] // counts matches, not the page
    public async Task a_page_is_cut(string options, string expected) =>
        Assert.Equal(expected, await PageAsync(100, [.. options.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static o => (o.Split('=')[0], o.Split('=')[1]))]));

    [Fact]
    public async Task more_than_a_page_has_a_link_to_the_next_and_pages_together_hold_all()
    {
        Assert.Equal("bare desk jump next=3", await PageAsync(3));
        Assert.Equal("web", await PageAsync(3, ("$skip", "3")));
        Assert.Equal("bare desk jump", await PageAsync(3, ("$top", "3"))); // the client cut it, not the server
    }

    [Theory]
    [InlineData("isInternetFacing eq true", true)]
    [InlineData("true eq isInternetFacing and osPlatform eq 'Linux'", true)]
    [InlineData("isInternetFacing and id ne 'a'", true)]
    [InlineData("isInternetFacing or (isInternetFacing eq true and id eq 'a')", true)]
    [InlineData("exposureState eq 'Exposed'", true)]
    [InlineData("'Compliant' eq exposureState and id ne 'a'", true)]
    [InlineData("internetFacingPorts/any(p: p eq 3389)", true)] // only a list that is not empty has an element
    [InlineData("internetFacingReasons/any() or isInternetFacing", true)]
    [InlineData("exposureState eq 'NotApplicable'", false)] // those have no row
    [InlineData("exposureState eq null", false)]
    [InlineData("exposureState ne 'Exposed'", false)]
    [InlineData("exposureState in ('Exposed','Compliant')", false)] // could be, is not
    [InlineData("not internetFacingPorts/any(p: p eq 3389)", false)]
    [InlineData("machineTags/any(t: isInternetFacing)", false)]
    [InlineData("osPlatform eq 'Linux'", false)]
    [InlineData("isInternetFacing or id eq 'a'", false)]
    [InlineData("isInternetFacing eq false", false)]
    [InlineData("not isInternetFacing", false)]
    [InlineData("isInternetFacing ne true", false)]
    [InlineData("evidenceCount gt 0", false)]
    public void only_a_filter_that_implies_exposure_reads_the_index_alone(string filter, bool expected) =>
        Assert.Equal(expected, MachineModel.IsOfIndex(Read(("$filter", filter))));

    private static async Task<string> PageAsync(int size, params (string Name, string Value)[] options)
    {
        var page = await ResourcePage<Machine>.ReadAsync(Read(options), All.ToAsyncEnumerable(), size, CancellationToken.None);
        return string.Join(' ', page.Items.Select(static m => m.Id)) + (page.Count is { } count ? $" count={count}" : "") + (page.NextSkip is { } next ? $" next={next}" : "");
    }

    private static ResourceQuery<Machine> Read(params (string Name, string Value)[] options)
    {
        Assert.Null(TryRead(options, out var query));
        return query!;
    }

    private static ApiError Error(params (string Name, string Value)[] options) => Assert.IsType<ApiError>(TryRead(options, out _));

    private static ApiError? TryRead((string Name, string Value)[] options, out ResourceQuery<Machine>? query) => new ResourceQueries<Machine>(MachineModel.Create).TryRead(
        new QueryCollection(options.GroupBy(static o => o.Name).ToDictionary(static g => g.Key, static g => new StringValues([.. g.Select(static o => o.Value)]))), out query);
}
