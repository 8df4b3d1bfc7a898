namespace ExposurePipeline.Hunting.Archive;

/// <summary>Keeps segments: immutable files by name.</summary>
public interface ISegmentStore
{
    /// <summary>Every file whose name begins so, in the order of their names by their characters' codes.</summary>
    Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Writes a whole file, unless there is one of that name: what is there stays as it is.</summary>
    /// <param name="name">Parts divided by <c>/</c>, each of letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>=</c>.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was written.</returns>
    Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Reads a part of a file; blocks, since queries are evaluated on threads of their own. May be asked by several threads.</summary>
    /// <param name="name">The file.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many bytes; all of them are there.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SegmentGoneException">The file was deleted.</exception>
    ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation);

    /// <summary>Deletes a file; nothing happens where it is gone.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);
}

/// <summary>A file of a store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Created">When it was written, UTC.</param>
public readonly record struct SegmentFile(string Name, long Length, DateTimeOffset Created);

/// <summary>A segment was deleted while somebody read it.</summary>
public sealed class SegmentGoneException(string name) : Exception($"segment {name} was deleted")
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;
}
