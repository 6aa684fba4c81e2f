package io.graphc.testkit.athena;

import java.util.List;
import java.util.TreeMap;

/** What a stand-in for Athena needs of Amazon S3: to see whether a folder is empty, and to put results there. */
public interface ObjectShelf {
    /** The addresses of the objects whose addresses begin so, sorted. */
    List<String> list(String prefix);

    /** Puts an object at an address as {@code s3://bucket/key}. */
    void put(String address, byte[] content);

    /** Takes an object away. */
    void delete(String address);

    /** A shelf in memory. */
    static ObjectShelf inMemory() {
        TreeMap<String, byte[]> objects = new TreeMap<>();
        return new ObjectShelf() {
            @Override
            public synchronized List<String> list(String prefix) {
                return objects.tailMap(prefix).keySet().stream()
                        .takeWhile(key -> key.startsWith(prefix))
                        .toList();
            }

            @Override
            public synchronized void put(String address, byte[] content) {
                objects.put(address, content);
            }

            @Override
            public synchronized void delete(String address) {
                objects.remove(address);
            }
        };
    }
}
