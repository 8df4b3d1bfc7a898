using System.Collections.Concurrent;

namespace ExposurePipeline.Local.Broker.Storage;

/// <summary>
/// The broker's one file: a single writer that puts all requests waiting at one moment into one transaction and answers them after its
/// commit, and readers that never wait for it (SQLite's write-ahead log).
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    // Bounds how long the first request of a group waits for the last.
    private const int MostWritesPerGroup = 256;

    private readonly BlockingCollection<PendingWrite> _queue = [];
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly FileStream _ownership;
    private readonly Session _writer;
    private readonly Thread _thread;
    private readonly string _path;
    private long _groups;

    private Journal(string path, FileStream ownership, Session writer)
    {
        (_path, _ownership, _writer) = (path, ownership, writer);
        _thread = new Thread(WriteGroups) { IsBackground = true, Name = "broker journal" };
        _thread.Start();
    }

    /// <summary>Called on the writer's thread after a rollback: what was counted in memory must be read again.</summary>
    public Action<Session>? RolledBack { get; set; }

    /// <summary>Transactions committed so far; tests compare it with the number of writes.</summary>
    public long Groups => Interlocked.Read(ref _groups);

    /// <exception cref="BrokerConfigurationException">Another process holds the file, or it is of another version.</exception>
    public static Journal Open(string path, bool survivePowerLoss)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var ownership = JournalFile.Own(path);
        try
        {
            return new Journal(path, ownership, JournalFile.OpenWriter(path, survivePowerLoss));
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>Completes after the commit with the work's result; faults, with nothing stored, when the work or the commit fails.</summary>
    public Task<T> WriteAsync<T>(Func<Session, T> work)
    {
        var write = new PendingWrite<T>(work);
        _queue.Add(write);
        return write.Completion;
    }

    /// <summary>Reads what is committed, on the caller's thread.</summary>
    public T Read<T>(Func<Session, T> work)
    {
        if (!_readers.TryTake(out var session))
            session = Session.Open(_path, readOnly: true);

        var result = work(session);
        _readers.Add(session); // a session whose work threw may hold an open reader and is left to the collector
        return result;
    }

    public ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        _thread.Join();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writer.Dispose();
        _queue.Dispose();
        _ownership.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteGroups()
    {
        var group = new List<PendingWrite>(MostWritesPerGroup);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MostWritesPerGroup && _queue.TryTake(out var next))
                group.Add(next);

            Write(group);
            group.Clear();
        }
    }

    private void Write(List<PendingWrite> group)
    {
        var fault = Commit(group);
        if (fault is null)
            group.ForEach(write => write.Acknowledge());
        else if (group.Count == 1)
            group[0].Fail(fault);
        else
            group.ForEach(write => Write([write])); // one write's fault must not be its neighbours'
    }

    private Exception? Commit(List<PendingWrite> group)
    {
        try
        {
            _writer["BEGIN IMMEDIATE"].Execute();
            group.ForEach(write => write.Run(_writer));
            _writer["COMMIT"].Execute();
            Interlocked.Increment(ref _groups);
            return null;
        }
        catch (Exception fault)
        {
            RollBack();
            return fault;
        }
    }

    private void RollBack()
    {
        try
        {
            _writer["ROLLBACK"].Execute();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has already rolled back by itself (disk full, I/O error); the state is the one wanted.
        }

        RolledBack?.Invoke(_writer);
    }
}
