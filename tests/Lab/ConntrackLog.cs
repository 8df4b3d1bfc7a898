using System.Diagnostics;

namespace ExposurePipeline.Tests.Lab;

/// <summary><c>conntrack -E</c> on a machine: what it writes from now on.</summary>
internal sealed class ConntrackLog : IDisposable
{
    private const string Netfilter = "12"; // NETLINK_NETFILTER, third column's family in /proc/net/netlink

    private readonly Process _process;
    private readonly Task<string> _text;

    private ConntrackLog(Process process) => (_process, _text) = (process, process.StandardOutput.ReadToEndAsync());

    /// <summary>Starts it, and returns once it has subscribed to the kernel's events.</summary>
    public static ConntrackLog Start(NetworkNamespace machine)
    {
        var log = new ConntrackLog(machine.Start("conntrack -E -o timestamp"));
        while (!log.IsSubscribed())
        {
            if (log._process.HasExited)
                throw new InvalidOperationException($"conntrack ended: {log._process.StandardError.ReadToEnd()}");
            Thread.Sleep(10);
        }

        return log;
    }

    /// <summary>Ends it and returns what it wrote.</summary>
    public async Task<string> StopAsync()
    {
        await Task.Delay(200); // it writes what the kernel has told it by now
        _process.Kill();
        return await _text;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    // Columns: socket, family, port id, multicast groups.
    private bool IsSubscribed() => File.ReadLines($"/proc/{_process.Id}/net/netlink")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Any(row => row[1] == Netfilter && row[3].Any(digit => digit is not '0'));
}
