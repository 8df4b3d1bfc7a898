using ExposurePipeline.FunctionMetadata;

// FunctionMetadata <assembly> <file that lists its references> <output folder> <manifest>
if (args is not [var assembly, var references, var output, var manifest])
{
    Console.Error.WriteLine("FunctionMetadata : error FM0000: expected <assembly> <references file> <output folder> <manifest>");
    return 2;
}

var (functions, problems) = AppMetadata.Read(assembly, File.ReadAllLines(references));
foreach (var problem in problems)
    Console.Error.WriteLine($"FunctionMetadata : error FM0001: {problem}");
if (problems.Count > 0)
    return 1;
FunctionFolders.Write(functions, output, manifest);
return 0;
