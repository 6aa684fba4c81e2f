package io.graphc.runtime.emit.neo4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A port in front of a server. Once so many bytes went to the server, all connections end and new ones do, too. */
final class BreakableConnection implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private volatile URI server;
    private final ServerSocket listener;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    BreakableConnection(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        workers.submit(this::accept);
    }

    URI uri() {
        return URI.create("bolt://127.0.0.1:" + listener.getLocalPort());
    }

    /** What connects from now on comes to another server, as after a failover. */
    void leadTo(URI other) {
        server = other;
    }

    void breakAfter(long bytes) {
        left.set(bytes);
    }

    void mend() {
        left.set(Long.MAX_VALUE);
    }

    boolean isBroken() {
        return left.get() <= 0;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (isBroken()) {
                    client.close();
                    continue;
                }
                URI now = server;
                Socket behind = new Socket(now.getHost(), now.getPort());
                open.add(client);
                open.add(behind);
                workers.submit(() -> copy(client, behind, true));
                workers.submit(() -> copy(behind, client, false));
            } catch (IOException e) {
                closeAll();
            }
        }
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (counted && left.addAndGet(-read) <= 0) {
                    closeAll();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // An end of a connection is what this class is for; the other side sees it.
            closeAll();
        }
    }

    private void closeAll() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
        workers.shutdownNow();
    }
}
