using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Hashes: xxHash64 of a value's bytes, and digests of its text.</summary>
internal static class Hashes
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("hash", Values(XxHash64.Of)) { Aliases = ["hash_xxhash64"], Nulls = "null in, null out" },
        new("hash_combine", [Define.Many<long, long>(v => v.Aggregate(Combined))]) { Check = site => NeedsTwo(site) },
        new("hash_many", []) { Special = BindMany, Shape = "(value, value, …): long" },
#pragma warning disable CA5350, CA5351 // The language names these digests; here they tell files apart, and guard nothing.
        Digest("hash_md5", MD5.HashData),
        Digest("hash_sha1", SHA1.HashData),
#pragma warning restore CA5350, CA5351
        Digest("hash_sha256", SHA256.HashData),
    ];

    // Each hash is mixed with those before it, so that their order counts.
    private static long Combined(long hash, long next)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, hash);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), next);
        return XxHash64.Of(bytes);
    }

    private static Call? BindMany(CallSite site)
    {
        NeedsTwo(site);
        var hashes = site.Arguments.Select(a => FunctionBinder.TryBind(FunctionTable.Find("hash")!, site with { Arguments = [a] })).ToArray();
        return hashes.Contains(null) ? null : new(ScalarType.Long, hashes!, Define.Many<long, long>(v => v.Aggregate(Combined)).Implementation);
    }

    private static void NeedsTwo(CallSite site)
    {
        if (site.Arguments.Length < 2)
        {
            throw site.Refused("takes two or more values");
        }
    }

    private static ScalarFunction Digest(string name, Func<byte[], byte[]> digest)
        => new(name, [Define.Of<string, string>(v => Convert.ToHexStringLower(digest(Encoding.UTF8.GetBytes(v))))]) { TakesAnythingAsText = true };

    // The second argument bounds the hash: hash(x, 100) is below 100.
    private static Overload[] Values(Func<ReadOnlySpan<byte>, long> hash) =>
    [
        .. Both<string>(v => hash(Encoding.UTF8.GetBytes(v))), .. Both<long>(v => hash(Bytes(v))), .. Both<DateTime>(v => hash(Bytes(v.Ticks))), .. Both<TimeSpan>(v => hash(Bytes(v.Ticks))),
        .. Both<double>(v => hash(Bytes(BitConverter.DoubleToInt64Bits(v)))), .. Both<bool>(v => hash([v ? (byte)1 : (byte)0])), .. Both<Guid>(v => hash(v.ToByteArray())), .. Both<Dynamic>(v => hash(Encoding.UTF8.GetBytes(v.Text))),
    ];

    private static IEnumerable<Overload> Both<T>(Func<T, long> hash)
        => [Define.Of(hash), Define.Try<T, long, long>((v, bound) => bound <= 0 ? null : (long)((ulong)hash(v) % (ulong)bound))];

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
