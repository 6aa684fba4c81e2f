package io.graphc.testkit.athena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of a server of the S3 protocol that asks for no signature.
 *
 * @param server its address; buckets are addressed by path
 */
public record S3Shelf(URI server) implements ObjectShelf {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    /** At most as many as a page of S3 has, which tells an empty folder from another. */
    @Override
    public List<String> list(String prefix) {
        String bucket = bucket(prefix);
        String query = "?list-type=2&prefix=" + URLEncoder.encode(key(prefix), StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        Matcher key = KEY.matcher(send(HttpRequest.newBuilder(URI.create(server + "/" + bucket + query))
                .GET()));
        while (key.find()) {
            found.add("s3://" + bucket + "/" + key.group(1).replace("&amp;", "&"));
        }
        return found;
    }

    @Override
    public void put(String address, byte[] content) {
        send(HttpRequest.newBuilder(uri(address)).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    @Override
    public void delete(String address) {
        send(HttpRequest.newBuilder(uri(address)).DELETE());
    }

    /** The text of an object. */
    public String text(String address) {
        return send(HttpRequest.newBuilder(uri(address)).GET());
    }

    private URI uri(String address) {
        return URI.create(server + "/" + bucket(address) + "/" + key(address));
    }

    private static String bucket(String address) {
        return address.substring(5, address.indexOf('/', 5));
    }

    private static String key(String address) {
        return address.substring(address.indexOf('/', 5) + 1);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
