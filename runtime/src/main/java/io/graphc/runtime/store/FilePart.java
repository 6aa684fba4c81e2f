package io.graphc.runtime.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A range of a file as a stream. One thread uses it. */
final class FilePart extends FilterInputStream {
    private long rest;

    private FilePart(InputStream in, long count) {
        super(in);
        this.rest = count;
    }

    static InputStream open(Path file, long offset, long count) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(offset);
        return new FilePart(Channels.newInputStream(channel), count);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (rest == 0) {
            return -1;
        }
        int read = super.read(target, offset, (int) Math.min(length, rest));
        if (read > 0) {
            rest -= read;
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, rest));
        rest -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), rest);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
