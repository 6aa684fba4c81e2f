package io.graphc.testkit.lake;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a Trino server until standard input ends, which happens at the latest when the process that started it dies; the
 * settings are those of the file in system property {@code config}, as Trino reads them. Arguments: the version that the
 * server shall say it has, and the folder of plug-ins, which is filled here. The line {@code ready} on standard output says
 * that the server has started.
 */
public final class LakeMain {
    private static final List<String> PLUGINS =
            List.of("io.trino.plugin.hive.HivePlugin", "io.trino.plugin.iceberg.IcebergPlugin");

    private LakeMain() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        // The server takes standard output for its log.
        PrintStream answers = System.out;
        providePlugins(Path.of(arguments[1], "lake"));
        // Its class files are for a newer Java than the one that compiles this class.
        Class<?> type = Class.forName("io.trino.server.Server");
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        type.getMethod("start", String.class).invoke(constructor.newInstance(), arguments[0]);
        answers.println("ready");
        answers.flush();
        while (System.in.read() >= 0) {
            // What is said does not matter, only that there still is someone.
        }
        // Trino leaves threads behind that would keep the process alive.
        Runtime.getRuntime().halt(0);
    }

    /** The connectors' jars do not declare their plug-ins, as the packages that Trino is shipped in do. */
    private static void providePlugins(Path folder) throws IOException {
        Path services = folder.resolve("declared/META-INF/services");
        Files.createDirectories(services);
        Files.write(services.resolve("io.trino.spi.Plugin"), PLUGINS, StandardCharsets.UTF_8);
        int number = 0;
        for (String jar : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (jar.endsWith(".jar")) {
                Path file = Path.of(jar);
                Files.createSymbolicLink(folder.resolve(number++ + "-" + file.getFileName()), file);
            }
        }
    }
}
