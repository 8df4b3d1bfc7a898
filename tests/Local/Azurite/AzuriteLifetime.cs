using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using ExposurePipeline.Local.Azurite;
using Xunit;

namespace ExposurePipeline.Tests.Local.Azurite;

public sealed class AzuriteLifetime : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("azurite-lifetime-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task what_was_written_before_it_closed_is_there_when_it_starts_again()
    {
        await using (var first = await StartAsync())
        {
            var table = new TableClient(first.ConnectionString, "kept");
            await table.CreateIfNotExistsAsync();
            await table.AddEntityAsync(new TableEntity("p", "r") { ["n"] = 1 });
        }

        await using var second = await StartAsync();
        Assert.Equal(1, (await new TableClient(second.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("n"));
    }

    [Fact]
    public async Task two_run_side_by_side_without_knowing_of_each_other()
    {
        await using var first = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var second = await AzuriteServer.StartAsync(new AzuriteOptions());
        await new TableClient(first.ConnectionString, "mine").CreateIfNotExistsAsync();

        Assert.NotEqual(first.Port, second.Port);
        Assert.Equal(204, (await new TableClient(second.ConnectionString, "mine").CreateIfNotExistsAsync()).GetRawResponse().Status);
    }

    [Fact]
    public async Task a_port_in_use_is_named_in_the_error()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteServer.StartAsync(new AzuriteOptions { Port = port }));

        Assert.Contains($"{port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task it_saves_and_ends_when_its_parent_is_killed()
    {
        using var parent = await KillableParent.StartAsync(_folder);
        var table = new TableClient(parent.ConnectionString, "kept");
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["n"] = 1 });

        parent.Kill();
        await parent.Child.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        await using var next = await StartAsync();
        Assert.Equal(1, (await new TableClient(next.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("n"));
    }

    [Fact]
    public async Task processes_that_install_at_once_do_it_once()
    {
        var messages = new ConcurrentQueue<string>();
        var files = new Dictionary<string, byte[]>
        {
            ["package.json"] = """{"name":"none","private":true,"version":"1.0.0"}"""u8.ToArray(),
            ["package-lock.json"] = """{"name":"none","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"none","version":"1.0.0"}}}"""u8.ToArray(),
        };

        var folders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NodePackages.EnsureAsync(_folder, files, messages.Enqueue)));

        Assert.Single(folders.Distinct());
        Assert.Single(messages, message => message.StartsWith("Installing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_installation_that_npm_refuses_says_why_and_is_tried_again()
    {
        var files = new Dictionary<string, byte[]> { ["package.json"] = "{"u8.ToArray(), ["package-lock.json"] = "{}"u8.ToArray() };

        var first = await Assert.ThrowsAsync<AzuriteException>(() => NodePackages.EnsureAsync(_folder, files, static _ => { }));
        await Assert.ThrowsAsync<AzuriteException>(() => NodePackages.EnsureAsync(_folder, files, static _ => { }));

        Assert.Contains("npm", first.Message, StringComparison.Ordinal);
    }

    private Task<AzuriteServer> StartAsync() => AzuriteServer.StartAsync(new AzuriteOptions { DataFolder = _folder });
}
