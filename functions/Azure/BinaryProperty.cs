using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps bytes of any length in a row: one property holds at most 64 KiB, so longer ones go on in <c>{name}__1</c>, <c>{name}__2</c>, …</summary>
internal static class BinaryProperty
{
    private const int Limit = 64 * 1024;

    public static void Write(TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        var part = 0;
        do
        {
            var length = Math.Min(Limit, bytes.Length);
            row[Name(name, part++)] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }
        while (bytes.Length > 0);
    }

    public static ReadOnlyMemory<byte> Read(TableEntity row, string name)
    {
        var first = row.GetBinary(name) ?? [];
        if (first.Length < Limit || row.GetBinary(Name(name, 1)) is not { } next)
        {
            return first;
        }

        List<byte> all = [.. first, .. next];
        for (var part = 2; row.GetBinary(Name(name, part)) is { } more; part++)
        {
            all.AddRange(more);
        }

        return all.ToArray();
    }

    private static string Name(string name, int part) => part == 0 ? name : $"{name}__{part}";
}
