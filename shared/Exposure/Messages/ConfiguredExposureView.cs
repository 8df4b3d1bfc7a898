using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What its cloud's configuration says of a device, as HTTP clients see it.</summary>
/// <param name="Asset">The cloud resource that was judged.</param>
/// <param name="Status">Whether the internet gets in; <c>Gone</c> where the resource was deleted.</param>
/// <param name="Width">From how much of the internet; null where nothing certainly gets in.</param>
/// <param name="Ports">What gets in from sources that are not trusted, as the client addresses it.</param>
/// <param name="LocalPorts">The same as the device sees it.</param>
/// <param name="Ways">Every way in, or where it ends; the first few.</param>
/// <param name="IsComplete">Whether everything that decides was read; if not, a port that is not listed may be open all the same.</param>
/// <param name="At">When it was judged, UTC.</param>
public sealed record ConfiguredExposureView(
    string Asset, ConfiguredStatus Status, ConfiguredWidth? Width, IReadOnlyList<ReachedPorts> Ports, IReadOnlyList<ReachedPorts> LocalPorts,
    IReadOnlyList<string> Ways, bool IsComplete, DateTime At)
{
    /// <summary>The view of a judgement.</summary>
    public static ConfiguredExposureView? Of(ConfigurationJudged? judged) => judged is null ? null
        : new(judged.Asset, judged.Status, judged.Width, judged.Ports, judged.LocalPorts, judged.Ways, judged.IsComplete, judged.At.UtcDateTime);
}
