package io.graphc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check of a place says where it takes objects, and where it does not. */
class WriteCheckTest {
    @TempDir
    Path folder;

    /** A store that refuses one of its operations. */
    private ObjectStore without(String operation) {
        ObjectStore real = new LocalFolderStore(folder, Clock.systemUTC());
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        throw new IOException("not here");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void leavesNothingBehind() throws IOException {
        List<String> left = new ArrayList<>();
        try (ObjectStore store = without("none")) {
            assertThat(WriteCheck.of(store)).isEqualTo("takes and removes objects");
            store.list("", object -> left.add(object.key()));
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsOfObjectsThatAreNotTaken() {
        try (ObjectStore store = without("put")) {
            assertThatThrownBy(() -> WriteCheck.of(store)).isInstanceOfSatisfying(GraphcException.class, refused -> {
                assertThat(refused.diagnostic().message()).endsWith("takes no objects");
                assertThat(refused.diagnostic().notes()).containsExactly("not here");
            });
        }
    }

    @Test
    void namesTheObjectThatStays() {
        try (ObjectStore store = without("delete")) {
            assertThatThrownBy(() -> WriteCheck.of(store))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            refused -> assertThat(refused.diagnostic().notes())
                                    .anyMatch(
                                            note -> note.startsWith("an empty object is left there, `graphc-debug-")));
        }
    }
}
