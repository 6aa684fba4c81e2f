import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes the data of the learning platform: three customers whose ids collide on purpose. Same seed and scale, same bytes.
 *
 * <pre>java generator/GenerateLearningData.java [--seed 7] [--scale 1] [--out data]</pre>
 *
 * A scale of 1 gives some 60 users for the largest customer; rows grow linearly with it.
 */
public final class GenerateLearningData {
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Chiara", "Dev", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena", "Mira",
            "Noor", "Olu", "Petra", "Quinn", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wen", "Yusuf", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Marsh", "Okoro", "Vidal", "Raman", "Demir", "Haddad", "Lindqvist", "Moreau", "Santos", "Tanaka", "Mensah",
            "Vogel", "Petrov", "Khan", "Adeyemi", "Novak", "O'Neill", "Rossi", "Berg", "Iyer");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "tr", "ja", "pt");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "ES", "NG", "IN", "JP", "SE");
    private static final List<String> TOPICS = List.of("safety", "leadership", "data", "sales", "security");
    private static final List<String> LEVELS = List.of("beginner", "intermediate", "advanced");
    private static final List<String> KINDS = List.of("video", "article", "podcast");
    private static final LocalDateTime START = LocalDate.of(2024, 1, 1).atStartOfDay();
    private static final int MINUTES = 2 * 365 * 24 * 60;

    private final SplittableRandom random;
    private final Path folder;
    private final int users;
    private final int courses;

    private GenerateLearningData(SplittableRandom random, Path folder, int users, int courses) {
        this.random = random;
        this.folder = folder;
        this.users = users;
        this.courses = courses;
    }

    public static void main(String[] arguments) throws IOException {
        long seed = 7;
        int scale = 1;
        Path out = Path.of("data");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--scale" -> scale = Integer.parseInt(arguments[i + 1]);
                case "--out" -> out = Path.of(arguments[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        // Each customer draws from a stream of its own, so that one more customer changes none of the others.
        new GenerateLearningData(new SplittableRandom(seed), out.resolve("harbour"), 60 * scale, 12).write(true);
        new GenerateLearningData(new SplittableRandom(seed + 1), out.resolve("northlight"), 40 * scale, 9).write(true);
        new GenerateLearningData(new SplittableRandom(seed + 2), out.resolve("mosaic"), 30 * scale, 7).write(false);
    }

    private void write(boolean withAssets) throws IOException {
        Files.createDirectories(folder);
        writeUsers();
        writeUserSettings();
        writeCourses();
        writeEnrolments();
        writeRatings("course_ratings", "course_id", courses);
        if (withAssets) {
            int assets = courses * 4;
            writeAssets(assets);
            writeAssetViews(assets);
            writeRatings("asset_ratings", "asset_id", assets);
        }
    }

    private void writeUsers() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= users; id++) {
            String first = one(FIRST_NAMES);
            String last = one(LAST_NAMES);
            String mail = (first + "." + last + id).toLowerCase(java.util.Locale.ROOT).replace("'", "");
            // Some mail addresses come as people typed them; the staging model cleans them.
            String typed = id % 9 == 0 ? " " + mail.toUpperCase(java.util.Locale.ROOT) : mail;
            String role = id % 10 == 0 ? "manager" : "learner";
            rows.add(String.join(
                    ",",
                    String.valueOf(id),
                    quote(first + " " + last),
                    quote(typed + "@example.org"),
                    role,
                    one(COUNTRIES),
                    time(START.plusMinutes(random.nextInt(MINUTES / 2)))));
        }
        save("users", "user_id,full_name,email,role,country,registered_at", rows);
    }

    private void writeUserSettings() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= users; id++) {
            Set<String> spoken = new LinkedHashSet<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                spoken.add(one(LANGUAGES));
            }
            rows.add(id + ",languages," + String.join(";", spoken));
            rows.add(id + ",newsletter," + (random.nextInt(2) == 0));
        }
        save("user_settings", "user_id,setting,value", rows);
    }

    private void writeCourses() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= courses; id++) {
            String topic = one(TOPICS);
            String level = one(LEVELS);
            String title = Character.toUpperCase(topic.charAt(0)) + topic.substring(1) + ", part " + id;
            LocalDate published = START.toLocalDate().minusDays(random.nextInt(400));
            rows.add(id + "," + quote(title) + "," + topic + "," + level + "," + published + ","
                    + (20 + 5 * random.nextInt(30)));
        }
        save("courses", "course_id,title,topic,level,published_on,minutes", rows);
    }

    private void writeEnrolments() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= users; id++) {
            for (int course : several(courses, 1 + random.nextInt(4))) {
                LocalDateTime enrolled = START.plusMinutes(MINUTES / 2 + random.nextInt(MINUTES / 2));
                boolean done = random.nextInt(3) == 0;
                String completed = done ? time(enrolled.plusMinutes(random.nextInt(60 * 24 * 40))) : "";
                String progress = done ? "1.0" : "0." + random.nextInt(10);
                rows.add(id + "," + course + "," + time(enrolled) + "," + completed + "," + progress);
                if (random.nextInt(12) == 0) {
                    // The platform books some enrolments twice; the mart keeps the latest.
                    rows.add(id + "," + course + "," + time(enrolled.plusMinutes(5)) + "," + completed + "," + progress);
                }
            }
        }
        save("enrolments", "user_id,course_id,enrolled_at,completed_at,progress", rows);
    }

    private void writeRatings(String table, String column, int things) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= users; id++) {
            for (int thing : several(things, random.nextInt(3))) {
                LocalDateTime rated = START.plusMinutes(MINUTES / 2 + random.nextInt(MINUTES / 2));
                rows.add(id + "," + thing + "," + (1 + random.nextInt(5)) + "," + time(rated));
            }
        }
        save(table, "user_id," + column + ",stars,rated_at", rows);
    }

    private void writeAssets(int assets) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= assets; id++) {
            String kind = one(KINDS);
            rows.add(id + "," + quote("The " + kind + " \"" + one(TOPICS) + "\" no. " + id) + "," + kind + ","
                    + (60 + random.nextInt(3600)));
        }
        save("assets", "asset_id,title,kind,seconds", rows);
    }

    private void writeAssetViews(int assets) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= users; id++) {
            for (int asset : several(assets, random.nextInt(6))) {
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    LocalDateTime viewed = START.plusMinutes(MINUTES / 2 + random.nextInt(MINUTES / 2));
                    rows.add(id + "," + asset + "," + time(viewed) + "," + random.nextInt(3600));
                }
            }
        }
        save("asset_views", "user_id,asset_id,viewed_at,seconds_watched", rows);
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Set<Integer> several(int highest, int count) {
        Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < Math.min(count, highest)) {
            chosen.add(1 + random.nextInt(highest));
        }
        return chosen;
    }

    private static String time(LocalDateTime time) {
        return time.toString().replace('T', ' ') + ":00";
    }

    private static String quote(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void save(String table, String header, List<String> rows) {
        try (BufferedWriter out =
                Files.newBufferedWriter(folder.resolve(table + ".csv"), StandardCharsets.UTF_8)) {
            out.write(header + "\n");
            for (String row : rows) {
                out.write(row + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
