using System.CommandLine;

namespace ExposurePipeline.Local.Commands;

/// <summary>The commands of the local host, and how their faults are told: one line on standard error.</summary>
public static class CommandLine
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>The command could not do its work, or its expectation was not met.</summary>
    public const int Failed = 1;

    /// <summary>The command was called in a wrong way.</summary>
    public const int WrongUse = 2;

    /// <summary>Runs one command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        Screen.Prepare();
        var parsed = Root().Parse(arguments);
        if (parsed.Errors is [var first, ..])
            return Tell(first.Message, WrongUse);
        try
        {
            // Signals are handled by the program, which stops in an orderly way; faults are told below.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Success;
        }
        catch (Exception e) when (Fault.Line(e) is { } line)
        {
            return Tell(line, Failed);
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("The exposure pipeline on one machine: Azurite, hubs, topics and the function app. Without a command: up.")
        {
            UpCommand.Create(),
            DemoCommand.Create(),
            SendCommand.Create(),
            WatchCommand.Create(),
            DevicesCommand.Create(),
            RejectedCommand.Create(),
            ResourcesCommand.Create(),
            ExplainCommand.Create(),
            WhatIfCommand.Create(),
            QueryCommand.Create(),
        };
        UpCommand.Configure(root);
        return root;
    }

    private static int Tell(string line, int exitCode)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return exitCode;
    }
}
