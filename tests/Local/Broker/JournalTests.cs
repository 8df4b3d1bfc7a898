using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Broker.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class JournalTests : IDisposable
{
    private const string Insert = "INSERT INTO hub(name) VALUES($1)";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    private string File => Path.Combine(_folder.FullName, "sub", "broker.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task writes_that_wait_together_share_one_transaction()
    {
        await using var journal = Journal.Open(File, survivePowerLoss: true);
        using var gate = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var first = journal.WriteAsync(_ => { begun.Set(); return gate.Wait(TimeSpan.FromSeconds(30)); });
        begun.Wait(TimeSpan.FromSeconds(30));
        var others = Enumerable.Range(0, 50).Select(i => journal.WriteAsync(session => session[Insert].Execute($"hub{i}"))).ToList();
        gate.Set();
        await Task.WhenAll(others.Append<Task>(first));

        Assert.Equal(2, journal.Groups);
        Assert.Equal(50, journal.Read(session => session["SELECT COUNT(*) FROM hub"].Number(0)));
    }

    [Fact]
    public async Task one_write_that_fails_leaves_its_neighbours_and_the_journal_alone()
    {
        await using var journal = Journal.Open(File, survivePowerLoss: false);
        using var gate = new ManualResetEventSlim();
        var rollbacks = 0;
        journal.RolledBack += _ => rollbacks++;
        var first = journal.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)));
        var good = journal.WriteAsync(session => session[Insert].Execute("good"));
        var bad = journal.WriteAsync(session => session[Insert].Execute("GOOD")); // a name is unique without regard to case
        var alsoGood = journal.WriteAsync(session => session[Insert].Execute("also good"));
        gate.Set();

        await Task.WhenAll(first, good, alsoGood);
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.True(rollbacks > 0);
        Assert.Equal(2, journal.Read(session => session["SELECT COUNT(*) FROM hub"].Number(0)));
    }

    [Fact]
    public async Task a_second_owner_is_refused_until_the_first_is_gone()
    {
        await using (Journal.Open(File, survivePowerLoss: false))
        {
            var refused = Assert.Throws<BrokerConfigurationException>(() => Journal.Open(File, survivePowerLoss: false));
            Assert.Contains("another process uses it", refused.Message);
        }

        await Journal.Open(File, survivePowerLoss: false).DisposeAsync();
    }

    [Fact]
    public async Task a_file_of_another_version_is_refused_by_name()
    {
        await Journal.Open(File, survivePowerLoss: false).DisposeAsync();
        using (var session = Session.Open(File, readOnly: false))
            session.Run("PRAGMA user_version=99");

        Assert.Contains("version 99", Assert.Throws<BrokerConfigurationException>(() => Journal.Open(File, survivePowerLoss: false)).Message);
    }
}
