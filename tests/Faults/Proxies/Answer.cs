namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>A whole HTTP answer.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Headers">Without those that the connection sets by itself.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);
