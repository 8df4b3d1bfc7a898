using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>
/// Which entities time changes next. The whole index is read once a minute; what it says of the near future is kept here, with what is
/// decided meanwhile in this process, so that a look at the clock asks storage for nothing.
/// </summary>
internal sealed class Agenda
{
    /// <summary>How old the reading of the index may become. What other processes decide meanwhile, and other policies, are seen that late.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Most entities kept; what is beyond waits for the next reading.</summary>
    public const int Limit = 100_000;

    private static readonly TimeSpan Horizon = Interval * 2; // the next reading may be late

    private readonly Lock _gate = new();
    private readonly Dictionary<EntityId, DateTimeOffset> _due = [];
    private DateTimeOffset? _read;

    /// <summary>The next moment at which something is due; null when nothing is until the next reading.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_gate)
            {
                return _due.Count == 0 ? null : _due.Values.Min();
            }
        }
    }

    /// <summary>Whether the index has to be read: never read, read long ago, or the clock was set back since.</summary>
    public bool IsStale(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _read is not { } read || now < read || now - read >= Interval;
        }
    }

    /// <summary>A reading begins.</summary>
    public void Begin(DateTimeOffset now)
    {
        lock (_gate)
        {
            _due.Clear();
            _read = now;
        }
    }

    /// <summary>A reading was not finished: the next run repeats it.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _read = null;
        }
    }

    /// <summary>An entity was decided on, or read.</summary>
    /// <param name="entity">Which.</param>
    /// <param name="due">When time changes it next; null for never.</param>
    public void Note(EntityId entity, DateTimeOffset? due)
    {
        lock (_gate)
        {
            if (due is { } moment && moment < _read + Horizon && (_due.Count < Limit || _due.ContainsKey(entity)))
            {
                _due[entity] = moment;
            }
            else
            {
                _due.Remove(entity);
            }
        }
    }

    /// <summary>What is due, and stays so until it is decided or <see cref="Settle">settled</see>.</summary>
    public IReadOnlyList<EntityId> Due(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _due.Where(each => each.Value <= now).Select(each => each.Key)];
        }
    }

    /// <summary>These were looked at: those still noted as due had been decided elsewhere, and the next reading tells when they are due.</summary>
    public void Settle(IEnumerable<EntityId> entities, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var entity in entities.Where(entity => _due.TryGetValue(entity, out var due) && due <= now).ToList())
            {
                _due.Remove(entity);
            }
        }
    }
}
