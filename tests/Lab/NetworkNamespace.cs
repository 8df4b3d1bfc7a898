using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ExposurePipeline.Tests.Lab;

/// <summary>A machine of the lab: a network namespace with interfaces, routes and a firewall of its own.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const string Prefix = "exposure-lab";
    private const int CloneNewNet = 0x40000000;

    private readonly string _name;

    /// <summary>Creates it, with its loopback interface up.</summary>
    /// <param name="role">What it is in this lab.</param>
    public NetworkNamespace(string role)
    {
        _name = $"{Prefix}-{Environment.ProcessId}-{role}";
        Tool.Run($"ip netns add {_name}");
        Configure("link set lo up");
    }

    /// <summary>Runs a program in it to its end.</summary>
    public string Run(string command, string input = "") => Tool.Run($"ip netns exec {_name} {command}", input);

    /// <summary>Starts a program in it; the caller ends it.</summary>
    public Process Start(string command) => Tool.Start($"ip netns exec {_name} {command}");

    /// <summary>Applies lines of <c>ip -batch</c>.</summary>
    public void Configure(params string[] lines) => Tool.Run($"ip -n {_name} -batch -", string.Join('\n', lines) + "\n");

    /// <summary>Connects an interface of another machine to a bridge of this one.</summary>
    public void Attach(string bridge, string port, NetworkNamespace other, string name)
    {
        Configure($"link add {port} type veth peer name {name} netns {other._name}", $"link set {port} master {bridge} up");
        other.Configure($"link set {name} up");
    }

    /// <summary>Sets a value of <c>/proc/sys/net</c>.</summary>
    public void Set(string key, string value) => Inside(() => File.WriteAllText($"/proc/sys/net/{key}", value));

    /// <summary>Does something as one of its processes would. Sockets created there stay there, whoever uses them.</summary>
    public void Inside(Action action)
    {
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                action();
            }
            catch (Exception e)
            {
                fault = ExceptionDispatchInfo.Capture(e); // thrown again below, on the caller's thread
            }
        });
        thread.Start();
        thread.Join();
        fault?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose() => Remove(_name);

    /// <summary>Removes what runs that ended before their time have left.</summary>
    public static void RemoveLeftovers()
    {
        foreach (var name in Tool.Run("ip netns list").Split('\n').Select(line => line.Split(' ')[0]).Where(IsLeftover))
        {
            Remove(name);
        }
    }

    private static bool IsLeftover(string name) =>
        name.StartsWith($"{Prefix}-", StringComparison.Ordinal)
        && (!int.TryParse(name.Split('-')[2], CultureInfo.InvariantCulture, out var owner) || owner == Environment.ProcessId || !Directory.Exists($"/proc/{owner}"));

    private static void Remove(string name)
    {
        foreach (var process in Tool.Run($"ip netns pids {name}").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            End(int.Parse(process, CultureInfo.InvariantCulture));
        }

        Tool.Run($"ip netns del {name}");
    }

    private static void End(int process)
    {
        try
        {
            Process.GetProcessById(process).Kill();
        }
        catch (ArgumentException)
        {
            // it ended by itself after it was listed
        }
    }

    private void Enter()
    {
        using var handle = File.OpenHandle($"/run/netns/{_name}");
        if (setns(handle, CloneNewNet) != 0)
        {
            throw new InvalidOperationException($"Entering network namespace {_name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setns(SafeFileHandle fd, int type);
}
