using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.State;

/// <summary>Stored keys, bounded sets and message ids depend on these values: a change of one is a migration.</summary>
public sealed class StableHashTests
{
    [Theory]
    [InlineData("", "efd01f60ba992926")]
    [InlineData("contoso", "ab826763c4a1421b")]
    public void texts_hash_as_ever(string text, string expected) => Assert.Equal(expected, Hex(StableHash.Of(text)));

    [Fact]
    public void pairs_do_not_run_into_each_other() => Assert.NotEqual(StableHash.Of("ab", "c"), StableHash.Of("a", "bc"));

    [Fact]
    public void addresses_hash_as_ever()
    {
        Assert.Equal("8bb651f54dba6abc", Hex(StableHash.Of(Ip("45.9.9.9"))));
        Assert.Equal("0f67b2f11c0d2632", Hex(StableHash.Of(Ip("2600::1"))));
        Assert.NotEqual(StableHash.Of(new IpAddress(1, IsV4: true)), StableHash.Of(new IpAddress(1, IsV4: false)));
    }

    [Fact]
    public void evidence_hashes_as_ever()
    {
        Assert.Equal("7488e00458a1cf70", Hex(StableHashes.Of(new EvidenceKey(Reason.PublicScan, Transport.Tcp, null, new(Ip("45.9.9.9"), 443)))));
        Assert.Equal("133dcbe99bb10cd1", Hex(StableHashes.Of(new ListenerKey(Transport.Udp, new(Ip("::"), 53)))));
    }

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static IpAddress Ip(string text) => IpAddress.TryParse(text, out var ip) ? ip : throw new FormatException(text);
}
