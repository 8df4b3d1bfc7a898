using System.Diagnostics;

namespace ExposurePipeline.Tests.Lab;

/// <summary>A program of the machine.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="command">Program and arguments, separated by spaces.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="seconds">How long it may take.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed, is not there, or took too long; the message says what it said.</exception>
    public static string Run(string command, string input = "", int seconds = 60)
    {
        using var process = Start(command);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'{command}' took longer than {seconds} s");
        }

        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"'{command}' failed: {errors.GetAwaiter().GetResult().Trim()}");
    }

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(string command)
    {
        var parts = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return Process.Start(new ProcessStartInfo(parts[0], parts[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C", ["DEBIAN_FRONTEND"] = "noninteractive" },
            })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"'{parts[0]}' cannot be started: {e.Message}", e);
        }
    }
}
