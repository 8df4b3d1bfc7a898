namespace ExposurePipeline.Tests.SampleApp;

public sealed class SampleSettings
{
    public string? Wanted { get; set; }
}
