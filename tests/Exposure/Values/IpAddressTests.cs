using System.Net;
using System.Text;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.Events;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Values;

public sealed class IpAddressTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void text_that_was_written_is_read_back() =>
        Check.One(Cases, Prop.ForAll(ObservationSamples.Address.ToArbitrary(), address => IpAddress.TryParse(address.ToString(), out var read) && read == address));

    [Fact]
    public void an_endpoint_that_was_written_is_read_back() =>
        Check.One(Cases, Prop.ForAll(ObservationSamples.Endpoint.ToArbitrary(), endpoint => Endpoint.TryParse(endpoint.ToString(), out var read) && read == endpoint));

    [Fact]
    public void canonical_text_means_what_the_framework_says() =>
        Check.One(Cases, Prop.ForAll(ObservationSamples.Address.ToArbitrary(), address =>
            IpAddress.TryParse(address.ToFramework().ToString(), out var read) && read.ToFramework().Equals(address.ToFramework())));

    [Fact]
    public void whatever_is_accepted_the_framework_accepts_with_the_same_meaning() =>
        Check.One(Cases, Prop.ForAll(NearlyAddresses.ToArbitrary(), text =>
            !IpAddress.TryParse(text, out var read) || (IPAddress.TryParse(text, out var framework) && IpAddress.From(framework) == read)));

    [Fact]
    public void well_formed_v6_text_that_the_framework_accepts_is_accepted() =>
        Check.One(Cases, Prop.ForAll(NearlyAddresses.ToArbitrary(), text =>
            !text.Contains(':', StringComparison.Ordinal) || text.Contains('.', StringComparison.Ordinal)
            || !IPAddress.TryParse(text, out var framework) || (IpAddress.TryParse(text, out var read) && IpAddress.From(framework) == read)));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.256")] // octet out of range
    [InlineData("10.0.0.01")] // octal to some readers
    [InlineData("10.0.0")]
    [InlineData("1.1.1.1.5")] // real, in an exported address list
    [InlineData("2130706433")] // one number: the framework would take it
    [InlineData("0x7f.0.0.1")]
    [InlineData("::1%eth0")]
    [InlineData("[::1]")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("12345::")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("-")]
    public void text_that_is_no_address_is_refused(string text) => Assert.False(IpAddress.TryParse(text, out _));

    [Theory]
    [InlineData("::ffff:10.2.0.5", "10.2.0.5")]
    [InlineData("::FFFF:0a02:0005", "10.2.0.5")]
    [InlineData("0:0:0:0:0:ffff:10.2.0.5", "10.2.0.5")]
    [InlineData("::", "::")]
    [InlineData("2001:DB8::0001", "2001:db8::1")]
    [InlineData("fe80:1e::f6d4:1", "fe80:1e::f6d4:1")] // a scope written inside, as macOS does
    public void different_texts_of_one_address_are_one_value(string text, string canonical)
    {
        Assert.True(IpAddress.TryParse(Encoding.ASCII.GetBytes(text), out var address));
        Assert.Equal(canonical, address.ToString());
    }

    [Fact]
    public void reading_allocates_nothing()
    {
        Assert.True(IpAddress.TryParse("2001:4860:4860::8888"u8, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = IpAddress.TryParse("2001:4860:4860::8888"u8, out _) & IpAddress.TryParse("::ffff:198.199.114.69"u8, out _);
        var refused = IpAddress.TryParse("1.1.1.1.5"u8, out _);
        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(read && !refused);
        Assert.Equal(before, after);
    }

    private static Gen<string> NearlyAddresses { get; } = Gen.OneOf(
        Gen.Elements("0", "1", "ff", "ffff", "10", "255", ":", "::", ".", "1.2.3.4").NonEmptyListOf().Select(string.Concat),
        from address in ObservationSamples.Address
        let text = address.ToString()
        from at in Gen.Choose(0, text.Length - 1)
        from other in Gen.Elements(":.0f".ToCharArray())
        select $"{text[..at]}{other}{text[(at + 1)..]}");
}
