package io.graphc.testkit.neptune;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A server that speaks S3's protocol, read by plain requests in path style, which it must allow without a signature. */
public final class HttpFiles implements LoadedFiles {
    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    public HttpFiles(URI server) {
        this.server = server;
    }

    @Override
    public boolean hasBucket(String bucket) throws IOException {
        return get("/" + bucket + "?list-type=2&max-keys=1").statusCode() == 200;
    }

    @Override
    public List<LoadedFile> list(String bucket, String prefix) throws IOException {
        List<LoadedFile> found = new ArrayList<>();
        String more = "";
        do {
            String page = more.isEmpty() ? "" : "&continuation-token=" + encoded(more);
            Element answer = parsed(get("/" + bucket + "?list-type=2&prefix=" + encoded(prefix) + page));
            NodeList contents = answer.getElementsByTagName("Contents");
            for (int i = 0; i < contents.getLength(); i++) {
                Element object = (Element) contents.item(i);
                found.add(new LoadedFile(
                        "s3://" + bucket + "/" + text(object, "Key"),
                        text(object, "LastModified") + text(object, "ETag")));
            }
            more = text(answer, "NextContinuationToken");
        } while (!more.isEmpty());
        found.sort(Comparator.comparing(LoadedFile::uri));
        return found;
    }

    @Override
    public byte[] read(LoadedFile file) throws IOException {
        String[] parts = file.uri().substring("s3://".length()).split("/", -1);
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        HttpResponse<byte[]> answer = get(path.toString());
        if (answer.statusCode() != 200) {
            throw new IOException(file.uri() + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Element parsed(HttpResponse<byte[]> answer) throws IOException {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.body()));
            return document.getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
