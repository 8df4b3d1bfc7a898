using System.Text.Json;
using Azure.Messaging.Http;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class RoundTripTests
{
    [Fact]
    public void any_payload_is_the_same_bytes_after_a_batch() => Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(payload =>
    {
        var element = Encode(new WireMessage(payload, BrokerProperties.Empty, new Dictionary<string, object>()));
        var isBase64 = element.TryGetProperty("IsBodyBase64", out var flag) && flag.GetBoolean();
        var body = element.GetProperty("Body");
        return payload.AsSpan().SequenceEqual(isBase64 ? body.GetBytesFromBase64() : System.Text.Encoding.UTF8.GetBytes(body.GetString()!));
    }));

    [Fact]
    public void any_text_payload_travels_as_text() => Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text.Get);
        var element = Encode(new WireMessage(bytes, BrokerProperties.Empty, new Dictionary<string, object>()));
        return !element.TryGetProperty("IsBodyBase64", out _) && bytes.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(element.GetProperty("Body").GetString()!));
    }));

    [Fact]
    public void any_text_property_is_the_same_text_when_received() => Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
    {
        var clean = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get)); // lone surrogates have no UTF-8 form
        return clean.Equals(Received(clean));
    }));

    [Fact]
    public void any_whole_number_keeps_its_value_when_received() => Check.QuickThrowOnFailure(Prop.ForAll<long>(number =>
        Convert.ToInt64(Received(number), System.Globalization.CultureInfo.InvariantCulture) == number && Received(number) is int or long));

    [Fact]
    public void any_fraction_stays_a_fraction_when_received() => Check.QuickThrowOnFailure(Prop.ForAll<NormalFloat>(number =>
        Received(number.Get) is double received && received.Equals(number.Get)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_flag_stays_a_flag_when_received(bool flag) => Assert.Equal(flag, Received(flag));

    [Theory]
    [InlineData("\"", "\"")] // one quote is no quoted text
    [InlineData("\"a\\qb\"", "a\\qb")] // not a JSON escape: only the quotes go
    [InlineData("", "")]
    [InlineData("12a", "12a")]
    public void a_value_in_no_known_form_stays_text(string header, string value) => Assert.Equal(value, PropertyValue.Read(header));

    // The service writes a property's JSON value into a reply's header as it is.
    private static object Received(object value)
    {
        var properties = new Dictionary<string, object> { ["p"] = value };
        return PropertyValue.Read(Encode(new WireMessage(ReadOnlyMemory<byte>.Empty, BrokerProperties.Empty, properties)).GetProperty("UserProperties").GetProperty("p").GetRawText());
    }

    private static JsonElement Encode(in WireMessage message)
    {
        using var body = new BatchBody(long.MaxValue);
        Assert.True(body.TryAdd(message));
        return JsonDocument.Parse(body.ToBody()).RootElement[0];
    }
}
