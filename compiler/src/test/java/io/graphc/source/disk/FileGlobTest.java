package io.graphc.source.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGlobTest {
    private static final Path FOLDER = Path.of("project").toAbsolutePath();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data/**/*.csv   | data/a.csv data/x/a.csv data/x/y/a.csv | data/a.tsv other/a.csv",
                "data/**         | data/a.csv data/x/y/a                  | other/a.csv",
                "**/a.csv        | a.csv x/y/a.csv                        | b.csv ba.csv",
                "data/a**.csv    | data/a.csv data/ab.csv                 | data/a/b.csv",
                "data/*/a?.csv   | data/x/ab.csv                          | data/ab.csv data/x/a.csv data/x/y/ab.csv",
                "data/[a-c]x.csv | data/bx.csv                            | data/dx.csv data/x.csv",
                "data/[!a-c].csv | data/d.csv                             | data/a.csv",
                "data/{a,b}*     | data/{a,b}.csv                         | data/a.csv data/b.csv",
                "data/a[.csv     | data/a[.csv                            | data/a.csv",
                "data/a[*        | data/a[*                               | data/a[.csv",
                "./da/../data//* | data/a                                 | a",
            })
    void meansTheFilesThatTheEngineReads(String path, String matching, String others) {
        assertThat(FileGlob.isGlob(path)).isTrue();
        FileGlob glob = FileGlob.of(FOLDER, path);
        assertThat(matching.strip().split(" ")).allMatch(file -> glob.matches(FOLDER.resolve(file)));
        assertThat(others.strip().split(" ")).noneMatch(file -> glob.matches(FOLDER.resolve(file)));
    }

    @Test
    void startsInTheFolderBeforeTheFirstWildcard() {
        assertThat(FileGlob.of(FOLDER, "../data/x/*.csv").base()).isEqualTo(FOLDER.resolveSibling("data/x"));
        assertThat(FileGlob.of(FOLDER, "/data/*.csv").base()).isEqualTo(FOLDER.resolve("/data"));
        assertThat(FileGlob.isGlob("data/{a,b}.csv")).isFalse();
    }
}
