using ExposurePipeline.Local;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class FunctionAppTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("app-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void the_app_s_own_host_json_is_understood()
    {
        File.Copy(Repository.File("host.json"), Path.Combine(_folder.FullName, "host.json"));
        Function("F", """{"bindings":[{"type":"timerTrigger","name":"t","schedule":"* * * * * *"}]}""");

        var app = FunctionApp.Read(_folder.FullName);

        Assert.Equal(TimeSpan.FromMinutes(10), app.Host.Timeout);
        Assert.Equal("ExposurePipeline.Functions", app.Host.CustomHandler.Description.DefaultExecutablePath);
        Assert.Equal((1000, 10), (app.Host.Extensions.EventHubs.MaxEventBatchSize, app.Host.Extensions.EventHubs.BatchCheckpointFrequency));
        Assert.Equal("api", app.Host.Extensions.Http.RoutePrefix);
    }

    [Fact]
    public void what_host_json_leaves_out_has_the_real_host_s_default()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), """{"extensions":{"eventHubs":{}},"customHandler":{"description":{"defaultExecutablePath":"x"}}}""");
        Function("F", """{"bindings":[{"type":"timerTrigger","name":"t","schedule":"* * * * * *"}]}""");

        var app = FunctionApp.Read(_folder.FullName);

        Assert.Equal(TimeSpan.FromMinutes(30), app.Host.Timeout);
        Assert.Equal((100, 1, "fromStart"), (app.Host.Extensions.EventHubs.MaxEventBatchSize, app.Host.Extensions.EventHubs.BatchCheckpointFrequency, app.Host.Extensions.EventHubs.InitialOffsetOptions.Type));
        Assert.Equal(TimeSpan.FromSeconds(30), app.Host.CustomHandler.InitializationTimeout);
        Assert.Equal(("", 0, "api"), (app.Host.CustomHandler.Description.WorkingDirectory, app.Host.CustomHandler.Description.Arguments.Count, app.Host.Extensions.Http.RoutePrefix));
        Assert.True(app.Functions[0].Trigger!.UseMonitor);
    }

    [Fact]
    public void a_function_json_with_a_retry_policy_is_understood()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), "{ /* defaults */ }");
        Function("F", """
            {"bindings":[{"type":"eventHubTrigger","name":"events","direction":"in","eventHubName":"%H%","connection":"EventHubs",
              "consumerGroup":"%G%","cardinality":"many","dataType":"binary"}],
             "retry":{"strategy":"exponentialBackoff","maxRetryCount":-1,"minimumInterval":"00:00:01","maximumInterval":"00:05:00"}}
            """);

        var function = Assert.Single(FunctionApp.Read(_folder.FullName).Functions);

        Assert.Equal(("F", "events", "%H%"), (function.Name, function.Trigger!.Name, function.Trigger.EventHubName));
        Assert.Equal(TimeSpan.FromMinutes(5), function.Retry!.MaximumInterval);
    }

    [Theory]
    [InlineData("""{"bindings":[{"type":"queueTrigger","name":"q"}]}""", "trigger 'queueTrigger' is not one of")]
    [InlineData("""{"bindings":[]}""", "trigger '' is not one of")]
    [InlineData("""{"bindings":[{"type":"eventHubTrigger","name":"e","cardinality":"many"}]}""", "dataType 'binary'")]
    [InlineData("""{"bindings":""", "cannot be read")]
    public void a_function_json_that_cannot_be_served_is_refused_by_name(string json, string expected)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), "{}");
        Function("Odd", json);

        var fault = Assert.Throws<SetupException>(() => FunctionApp.Read(_folder.FullName));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("Odd", "function.json"), fault.Message, StringComparison.Ordinal);
    }

    private void Function(string name, string json)
    {
        _folder.CreateSubdirectory(name);
        File.WriteAllText(Path.Combine(_folder.FullName, name, "function.json"), json);
    }
}
