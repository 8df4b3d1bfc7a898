using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ExposurePipeline.Tests.Local")]
