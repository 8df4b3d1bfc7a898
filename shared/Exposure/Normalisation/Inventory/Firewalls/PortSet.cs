using System.Numerics;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Ports of both transports, one bit each: rules take from it what they decide, at a cost that does not grow with their number.</summary>
internal sealed class PortSet
{
    private const int Codes = 2 * 65536;

    private readonly ulong[] _bits = new ulong[Codes / 64];

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>A set of every port.</summary>
    public static PortSet Full()
    {
        var full = new PortSet();
        full._bits.AsSpan().Fill(ulong.MaxValue);
        return full;
    }

    /// <summary>Adds what another set has.</summary>
    public void Add(PortSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    /// <summary>Removes these ports.</summary>
    public void Remove(PortRanges ports)
    {
        foreach (var (from, to) in ports.Ranges)
        {
            for (var word = from / 64; word <= to / 64; word++)
            {
                _bits[word] &= ~Mask(word, from, to);
            }
        }
    }

    /// <summary>A new set of those of these ports that are in this one.</summary>
    public PortSet Within(PortRanges ports)
    {
        var within = new PortSet();
        foreach (var (from, to) in ports.Ranges)
        {
            for (var word = from / 64; word <= to / 64; word++)
            {
                within._bits[word] |= _bits[word] & Mask(word, from, to);
            }
        }

        return within;
    }

    /// <summary>The unbroken runs of ports, in order; none runs from one transport into the other.</summary>
    public IEnumerable<PortRun> Runs()
    {
        for (var from = Next(0, isSet: true); from < Codes; from = Next(from, isSet: true))
        {
            var end = Next(from, isSet: false);
            end = from < Codes / 2 ? Math.Min(end, Codes / 2) : end;
            yield return new(Port.From(from).Transport, Port.From(from).Number, (ushort)((end - 1) % (Codes / 2)));
            from = end;
        }
    }

    private int Next(int at, bool isSet)
    {
        for (var word = at / 64; word < _bits.Length; word++)
        {
            var bits = (isSet ? _bits[word] : ~_bits[word]) & (word == at / 64 ? ulong.MaxValue << (at % 64) : ulong.MaxValue);
            if (bits != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return Codes;
    }

    private static ulong Mask(int word, int from, int to) =>
        (word == from / 64 ? ulong.MaxValue << (from % 64) : ulong.MaxValue) & (word == to / 64 ? ulong.MaxValue >> (63 - (to % 64)) : ulong.MaxValue);
}

/// <summary>Ports of one transport, inclusive.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal readonly record struct PortRun(Transport Transport, ushort From, ushort To);
