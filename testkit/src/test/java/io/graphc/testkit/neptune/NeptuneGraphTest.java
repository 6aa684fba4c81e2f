package io.graphc.testkit.neptune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeptuneGraphTest {
    @TempDir
    Path folder;

    @Test
    void readsVerticesOfEveryType() {
        NeptuneVertex vertex = NeptuneGraph.parse("~id,a:Bool(single),b:Byte(single),c:short(single),d:INT(single),"
                        + "e:Long(single),f:Float(single),g:Double(single),h:String(single),i:Date(single),"
                        + "j:Datetime(single),k:String(set)[],~label\n"
                        + "v1,true,-128,1,2,3,0.5,NaN,x,2024-02-29,2024-02-29T10:11:12Z,\"a;b\\;c\",\"P;Q\"\n")
                .vertices()
                .get("v1");
        assertThat(vertex.labels()).isEqualTo(Set.of("P", "Q"));
        assertThat(vertex.properties())
                .isEqualTo(Map.ofEntries(
                        Map.entry("a", List.of(true)),
                        Map.entry("b", List.of((byte) -128)),
                        Map.entry("c", List.of((short) 1)),
                        Map.entry("d", List.of(2)),
                        Map.entry("e", List.of(3L)),
                        Map.entry("f", List.of(0.5f)),
                        Map.entry("g", List.of(Double.NaN)),
                        Map.entry("h", List.of("x")),
                        Map.entry("i", List.of(Instant.parse("2024-02-29T00:00:00Z"))),
                        Map.entry("j", List.of(Instant.parse("2024-02-29T10:11:12Z"))),
                        Map.entry("k", List.of("a", "b;c"))));
    }

    @Test
    void readsEdges() {
        assertThat(NeptuneGraph.parse("~id,~from,~to,~label,w:Double\r\ne1,a,b,KNOWS;x,0.4\r\n")
                        .edges())
                .isEqualTo(Map.of("e1", new NeptuneEdge("e1", "a", "b", "KNOWS;x", Map.of("w", 0.4))));
    }

    @Test
    void losesBlanksAroundUnquotedValuesAsTheLoaderDoes() {
        NeptuneVertex vertex = NeptuneGraph.parse(
                        "~id,~label,a:String(single),b:String(single)\nv1 , L ,  x  ,\" y \"\n")
                .vertices()
                .get("v1");
        assertThat(vertex.properties()).isEqualTo(Map.of("a", List.of("x"), "b", List.of(" y ")));
        assertThat(vertex.labels()).isEqualTo(Set.of("L"));
    }

    @Test
    void tellsBlankFromEmpty() {
        Map<String, NeptuneVertex> vertices = NeptuneGraph.parse("~id,a:String(single)\nv1,\nv2,\"\"\n\"\",x\n")
                .vertices();
        assertThat(vertices.get("v1").properties()).isEmpty();
        assertThat(vertices.get("v1").labels()).isEqualTo(Set.of("vertex"));
        assertThat(vertices.get("v2").properties()).isEqualTo(Map.of("a", List.of("")));
        assertThat(vertices).containsKey("");
    }

    @Test
    void countsRecordsAsTheLoaderDoes() {
        assertThat(NeptuneGraph.parse("~id,~label,a:String(single),b:Int[]\nv1,L,x,1;2\nv2,L;M,,\n")
                        .records())
                .isEqualTo(6);
        assertThat(NeptuneGraph.parse("~id,~from,~to,~label,w:Int\ne1,a,b,K,1\n")
                        .records())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatBreaksARule() {
        for (String[] broken : new String[][] {
            {"", "no header"},
            {"~id,~label\n", "a header without rows"},
            {"~label\nL\n", "no column `~id`"},
            {"~id,~from,~label\ne,a,L\n", "no column `~to`"},
            {"~id,~id\nv,v\n", "two columns `~id`"},
            {"~id,a:Int,a:Int\nv,1,1\n", "two columns `a`"},
            {"~id,~other\nv,x\n", "unknown system column"},
            {"~id,my name:String\nv,x\n", "in the header"},
            {"\ufeff~id,a:String\nv,x\n", "in the header"},
            {"~id,name\nv,x\n", "is not name:type"},
            {"~id,name:Decimal\nv,1\n", "unknown type `Decimal`"},
            {"~id,name:String(list)\nv,x\n", "is not name:type"},
            {"~id,name:String(single)[]\nv,x\n", "an array cannot have cardinality single"},
            {"~id,~from,~to,~label,w:Int[]\ne,a,b,L,1\n", "edge properties are single"},
            {"~id,~from,~to,~label,w:Int(set)\ne,a,b,L,1\n", "edge properties are single"},
            {"~id,a:String(single)\nv,x,y\n", "3 fields, the header has 2"},
            {"~id,a:String(single)\nv,x\"y\n", "quote inside an unquoted field"},
            {"~id,a:String(single)\nv,\"x\"y\n", "text behind the closing quote"},
            {"~id,a:String(single)\nv,\"x\n", "quoted field without an end"},
            {"~id,a:String(single)\rv,x\n", "carriage return outside quotes"},
            {"~id,a:String(single)\nv,a\0b\n", "U+0000"},
            {"~id,a:String(single)\n,x\n", "blank `~id`"},
            {"~id,~label\nv,\"\"\n", "empty label"},
            {"~id,a:Bool(single)\nv,TRUE\n", "neither true nor false"},
            {"~id,a:Byte(single)\nv,128\n", "a"},
            {"~id,a:Int(single)\nv,1.5\n", "no whole number"},
            {"~id,a:Double(single)\nv,INF\n", "no number"},
            {"~id,a:Double(single)\nv,\"\"\n", "no number"},
            {"~id,a:Date(single)\nv,2024-02-30\n", "no date"},
            {"~id,a:Date(single)\nv,2024-02-29 10:00\n", "no date"},
            {"~id,a:String[]\nv,a;;b\n", "empty element"},
            {"~id,a:Int(single)\nv,1\nv,2\n", "a second value for `a`"},
            {"~id,~from,~to,~label\ne,a,b,L\ne,a,c,L\n", "belongs to another edge"},
        }) {
            assertThatThrownBy(() -> NeptuneGraph.parse(broken[0]))
                    .as(broken[0])
                    .isInstanceOf(NeptuneFormatException.class)
                    .hasMessageContaining(broken[1]);
        }
    }

    @Test
    void refusesEdgesWithoutTheirVertices() throws IOException {
        Files.writeString(folder.resolve("v.csv"), "~id,~label\na,L\n");
        Files.writeString(folder.resolve("e.csv"), "~id,~from,~to,~label\ne,a,b,K\n");
        assertThatThrownBy(() -> NeptuneGraph.load(folder)).hasMessageContaining("is missing");
    }

    @Test
    void refusesFilesThatAreNotUtf8OrNotWhatTheyAreCalled() throws IOException {
        Path file = folder.resolve("v.csv");
        Files.write(file, "~id,~label\né,L\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> NeptuneGraph.load(folder)).hasMessageContaining("not UTF-8");
        Files.move(file, folder.resolve("v.csv.gz"));
        assertThatThrownBy(() -> NeptuneGraph.load(folder)).hasMessageContaining("belong together");
    }
}
