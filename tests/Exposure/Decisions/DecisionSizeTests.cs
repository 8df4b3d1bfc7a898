using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.State;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Decisions;

/// <summary>A transaction holds 100 operations and 4 MiB: no decision may need more.</summary>
public sealed class DecisionSizeTests
{
    private static readonly StoredEntity Tagged = new(
        Device("d1"), StateCodec.Encode(new DeviceRecord(StateSamples.DeviceOf([Connection(T)], default), new(1, true, T, null))), "1");

    private const int RowBytes = 800 * 1024;

    [Fact]
    public void a_tagged_device_that_learns_all_it_can_at_once_fits_into_one_transaction()
    {
        Observation[] everything =
        [
            .. Enumerable.Range(1, 200).Select(port => Connection(T, (ushort)port)),
            .. Enumerable.Range(0, 100).Select(i => new AddressSeen(new(0x2D000000u + (uint)i, IsV4: true), AddressRelation.Interface, Sighting.At(T))),
        ];
        Assert.InRange(Operations(Tagged, everything), 4, 100);
    }

    [Fact]
    public void a_device_that_hands_all_it_can_to_its_heir_fits_into_one_transaction()
    {
        var full = Retelling.Of(LargestState.Device.State, default).SelectMany(o => o)
            .Concat(Enumerable.Range(0, 100).Select(i => new AddressSeen(new(0x2D000000u + (uint)i, IsV4: true), AddressRelation.Interface, Sighting.At(T))));
        Assert.InRange(Operations(Tagged, [.. full, new DeviceMerged(new("heir"), T)]), 4, 100);
    }

    [Fact]
    public void an_address_that_charges_all_it_can_at_once_fits_into_one_transaction()
    {
        Observation[] everything =
        [
            .. Enumerable.Range(0, 30).Select(i => new DeviceBehind(new($"d{i}"), AddressRelation.Egress, Sighting.At(T), [new(Transport.Tcp, new(Ip("0.0.0.0"), (ushort)i), Sighting.At(T))], false)),
            .. Enumerable.Range(0, 200).Select(i => Answer(T, (ushort)i)),
        ];
        Assert.InRange(Operations(new(Address("45.1.2.3"), default, null), everything), 3, 100);
    }

    private static int Operations(StoredEntity stored, Observation[] observations)
    {
        var decision = Decider.Decide(stored, new(observations, T, null, T, LargestState.Policy));
        Assert.All(decision.Messages, m => Assert.InRange(m.Body.Length, 1, 64 * 1024));
        var bytes = decision.Messages.Sum(m => m.Body.Length + 1024);
        Assert.InRange(bytes, 1, 2_500_000);
        return 2 + decision.History.Count + 1 + (bytes / RowBytes); // messages share rows
    }
}
