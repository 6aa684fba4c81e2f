package io.graphc.runtime.emit.gremlin.language;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads TinkerPop's grammar of Gremlin with the ANTLR that it was generated with. That version and the one of Trino's grammar
 * cannot share a class path: each refuses the tables of the other's grammars. So the grammar and its ANTLR lie in a folder of
 * their own, and only classes of these packages are looked for there first; the visitors of gremlin-core, which extend the
 * grammar's classes, are loaded here, too, and all that they make is of classes that the application knows.
 */
final class GrammarLoader extends ClassLoader {
    private static final String FOLDER = "META-INF/gremlin-language/";
    private static final String ANTLR = "org.antlr.v4.runtime.";
    private static final String GRAMMAR = "org.apache.tinkerpop.gremlin.language.grammar.";

    GrammarLoader(ClassLoader application) {
        super(application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ANTLR) && !name.startsWith(GRAMMAR)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream own = getParent().getResourceAsStream(FOLDER + path);
                InputStream shared = own == null ? getParent().getResourceAsStream(path) : null) {
            InputStream found = own == null ? shared : own;
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = found.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
