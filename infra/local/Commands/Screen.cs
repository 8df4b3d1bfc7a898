using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>How output looks: in colour and as wide as a terminal, plain and wide when a file or a pipe takes it.</summary>
internal static class Screen
{
    private const int PlainWidth = 240;

    /// <summary>To be called once, before anything is written.</summary>
    public static void Prepare()
    {
        if (!Console.IsOutputRedirected)
            return;
        AnsiConsole.Console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        AnsiConsole.Profile.Width = PlainWidth;
    }
}
