package io.graphc.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects with keys below one place: a folder, or a prefix of an S3 bucket. Keys are relative to it and their parts separated
 * by {@code /}. Writing an object replaces it as a whole; readers see the old or the new one. What a service refuses is a
 * {@link io.graphc.diagnostic.GraphcException} with its words; an {@link IOException} concerns files of this machine. Safe to
 * use from several threads.
 */
public interface ObjectStore extends AutoCloseable {
    /** Where it is, for messages; ends with {@code /}. */
    String location();

    /**
     * Writes a file; the store verifies its checksum.
     *
     * @param sum of the file's bytes
     */
    void put(String key, Path file, ContentSum sum) throws IOException;

    /** Writes a file unless the store holds its bytes under this key; tells whether it did. */
    default boolean putWhereDifferent(String key, Path file, ContentSum sum) throws IOException {
        if (head(key).filter(there -> there.holds(sum)).isPresent()) {
            return false;
        }
        put(key, file, sum);
        return true;
    }

    /** Writes a few bytes on a condition, in one step; gives the object, or nothing where the condition does not hold. */
    Optional<StoredObject> put(String key, byte[] bytes, PutCondition condition) throws IOException;

    /** What is known of an object; empty where it is not there. */
    Optional<StoredObject> head(String key) throws IOException;

    /** The bytes of an object that is there. */
    default InputStream get(String key) throws IOException {
        return get(key, 0);
    }

    /** The bytes of an object that is there, from an offset on. A connection that breaks is made again where it broke. */
    InputStream get(String key, long offset) throws IOException;

    /**
     * Gives all objects whose keys begin with a prefix, in the order of their keys, without ever holding all of them.
     *
     * @param prefix empty, or ends with {@code /}
     */
    void list(String prefix, Consumer<StoredObject> each) throws IOException;

    /** Removes objects; those that are not there are none to remove. */
    void delete(List<String> keys) throws IOException;

    /** Copies an object within the store; its bytes do not pass this machine where the store can do it itself. */
    void copy(String from, String to) throws IOException;

    /**
     * Ends the writes that are under way below a prefix: those that were broken off have left behind what is invisible, but
     * costs. To be called only by whoever alone writes there.
     *
     * @param prefix ends with {@code /}
     */
    default void endBrokenWrites(String prefix) throws IOException {}

    @Override
    void close();
}
