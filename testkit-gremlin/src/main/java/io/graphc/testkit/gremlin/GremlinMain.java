package io.graphc.testkit.gremlin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.server.GraphManager;
import org.apache.tinkerpop.gremlin.server.GremlinServer;
import org.apache.tinkerpop.gremlin.server.Settings;
import org.apache.tinkerpop.gremlin.server.channel.WsAndHttpChannelizer;
import org.apache.tinkerpop.gremlin.server.util.ServerGremlinExecutor;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;
import org.apache.tinkerpop.gremlin.util.ser.GraphBinaryMessageSerializerV1;
import org.apache.tinkerpop.gremlin.util.ser.GraphSONMessageSerializerV3;

/**
 * Starts Gremlin Server on a free port with an empty TinkerGraph whose ids are texts and whose properties are sets unless
 * told otherwise, as Neptune has it; prints its address, where HTTP is spoken too, on a line of its own, and stops when its standard input ends. Each
 * line of input {@code <code> <count>} makes so many of the next writing requests fail with that code of Neptune; {@code ok}
 * is the answer.
 */
public final class GremlinMain {
    /** What Neptune takes in one request. */
    private static final int MAX_CONTENT = 157_286_400;

    private GremlinMain() {}

    public static void main(String[] arguments) throws Exception {
        FaultStrategy faults = new FaultStrategy();
        GremlinServer server = new GremlinServer(settings());
        ServerGremlinExecutor executor = server.start().get();
        GraphManager graphs = executor.getGraphManager();
        Graph graph = TinkerGraph.open(configuration());
        graphs.putGraph("graph", graph);
        graphs.putTraversalSource(
                "g", AnonymousTraversalSource.traversal().withEmbedded(graph).withStrategies(faults));
        System.out.println("ws://127.0.0.1:" + port(server) + "/gremlin");
        obey(faults);
        server.stop().get();
    }

    private static int port(GremlinServer server) {
        return server.getServerGremlinExecutor().getSettings().port;
    }

    private static void obey(FaultStrategy faults) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            int blank = line.indexOf(' ');
            faults.plan(line.substring(0, blank), Integer.parseInt(line.substring(blank + 1)));
            System.out.println("ok");
        }
    }

    private static Settings settings() throws IOException {
        Settings settings = new Settings();
        settings.host = "127.0.0.1";
        settings.port = freePort();
        settings.channelizer = WsAndHttpChannelizer.class.getName();
        settings.scriptEngines = Map.of("gremlin-lang", new Settings.ScriptEngineSettings());
        settings.serializers = List.of(
                serializer(GraphBinaryMessageSerializerV1.class), serializer(GraphSONMessageSerializerV3.class));
        settings.graphs = Map.of();
        settings.gremlinPool = 2;
        settings.threadPoolWorker = 1;
        settings.maxContentLength = MAX_CONTENT;
        settings.evaluationTimeout = 120_000;
        return settings;
    }

    private static Settings.SerializerSettings serializer(Class<?> kind) {
        Settings.SerializerSettings settings = new Settings.SerializerSettings();
        settings.className = kind.getName();
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static BaseConfiguration configuration() {
        BaseConfiguration configuration = new BaseConfiguration();
        configuration.setProperty(Graph.GRAPH, TinkerGraph.class.getName());
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_VERTEX_ID_MANAGER, "ANY");
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_EDGE_ID_MANAGER, "ANY");
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_VERTEX_PROPERTY_ID_MANAGER, "LONG");
        configuration.setProperty(TinkerGraph.GREMLIN_TINKERGRAPH_DEFAULT_VERTEX_PROPERTY_CARDINALITY, "set");
        return configuration;
    }
}
