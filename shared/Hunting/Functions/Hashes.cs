using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Hashes: xxHash64 of a value's bytes, and digests of its text.</summary>
internal static class Hashes
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("hash", Values(XxHash64.Of)) { Aliases = ["hash_xxhash64"], Nulls = "null in, null out" },
#pragma warning disable CA5350, CA5351 // The language names these digests; here they tell files apart, and guard nothing.
        Digest("hash_md5", MD5.HashData),
        Digest("hash_sha1", SHA1.HashData),
#pragma warning restore CA5350, CA5351
        Digest("hash_sha256", SHA256.HashData),
    ];

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
