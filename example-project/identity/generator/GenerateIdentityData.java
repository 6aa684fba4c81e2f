import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the data of the identity graph: what a shop knows of its customers, and of the visitors of its pages. Nobody in it
 * is real. Same seed and size, same bytes.
 *
 * <pre>java generator/GenerateIdentityData.java [--seed 12] [--customers 1000] [--out data]</pre>
 *
 * Writes two batches: {@code initial}, and {@code incremental} with what is new, what has changed and who wants to be
 * forgotten. Rows grow linearly with the customers.
 */
public final class GenerateIdentityData {
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Chiara", "Dev", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena", "Mira",
            "Noor", "Olu", "Petra", "Quinn", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wen", "Yusuf", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Marsh", "Okoro", "Vidal", "Raman", "Demir", "Haddad", "Lindqvist", "Moreau", "Santos", "Tanaka", "Mensah",
            "Vogel", "Petrov", "Khan", "Adeyemi", "Novak", "ONeill", "Rossi", "Berg", "Iyer");
    private static final List<String> STREETS =
            List.of("Mill Lane", "Harbour Road", "Rue du Port", "Lindenweg", "Main Street", "Via Roma", "Old Market");

    /** A city and the countries that have one of its name; some are called like their country. */
    private static final List<List<String>> CITIES = List.of(
            List.of("Luxembourg", "Luxembourg"),
            List.of("Singapore", "Singapore"),
            List.of("Georgetown", "Guyana", "Malaysia", "United States"),
            List.of("Valencia", "Spain", "Venezuela"),
            List.of("Santiago", "Chile", "Dominican Republic", "Spain"),
            List.of("Birmingham", "United Kingdom", "United States"),
            List.of("Córdoba", "Argentina", "Spain"),
            List.of("Hamilton", "Canada", "New Zealand", "Bermuda"),
            List.of("Tripoli", "Libya", "Lebanon", "Greece"),
            List.of("Boulogne-sur-Mer", "France"),
            List.of("Malmö", "Sweden"),
            List.of("Leipzig", "Germany"),
            List.of("Washington, D.C.", "United States"),
            List.of("Kyoto", "Japan"),
            List.of("Accra", "Ghana"),
            List.of("Izmir", "Türkiye"));

    private static final List<String> KINDS =
            List.of("Camera", "Headphones", "Kettle", "Lamp", "Monitor", "Rowing Machine", "Tablet", "Watch");
    private static final List<String> BRANDS = List.of("Aldane", "Brightwell", "Corvo", "Dunmore");
    private static final List<String> MODELS = List.of("One", "X4", "Mini", "Pro 2");
    private static final List<String> CATEGORIES = List.of("Electronics", "Home Appliances", "Health & Sports");
    private static final List<String> LEVELS = List.of("beginner", "enthusiast", "active", "leader");
    private static final List<String> EVENTS = List.of("PageView", "Search", "ProductView", "SignIn", "Purchase");
    private static final List<String> APPS = List.of("ecommerce", "travel", "health_services");
    private static final List<String> SYSTEMS = List.of(
            "Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7",
            "iPhone; CPU iPhone OS 17_2 like Mac OS X", "Linux; Android 14");
    private static final LocalDateTime START = LocalDate.of(2025, 1, 1).atStartOfDay();
    private static final int DAYS = 300;

    private final SplittableRandom random;
    private final int customers;
    /** First-party rows by user name; the tables of a batch are made from these by what has changed. */
    private final Map<String, List<String>> people = new LinkedHashMap<>();

    private final List<String> names = new ArrayList<>();
    private final List<List<String>> sessions = new ArrayList<>();
    private final List<List<String>> cookies = new ArrayList<>();
    private final List<List<String>> purchases = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();

    private GenerateIdentityData(SplittableRandom random, int customers) {
        this.random = random;
        this.customers = customers;
        int pool = Math.max(10, customers * 3 / 10);
        for (int i = 0; i < pool; i++) {
            addresses.add("198." + (18 + random.nextInt(2)) + "." + random.nextInt(256) + "." + random.nextInt(256));
            devices.add(hex(16).toUpperCase(Locale.ROOT));
            domains.add(one(LAST_NAMES).toLowerCase(Locale.ROOT) + "-" + one(STREETS).toLowerCase(Locale.ROOT)
                    .replace(" ", "-") + i % 20 + ".example");
        }
    }

    public static void main(String[] arguments) throws IOException {
        long seed = 12;
        int customers = 1000;
        Path out = Path.of("data");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--customers" -> customers = Integer.parseInt(arguments[i + 1]);
                case "--out" -> out = Path.of(arguments[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        GenerateIdentityData data = new GenerateIdentityData(new SplittableRandom(seed), customers);
        data.writeInitial(out.resolve("initial"));
        data.writeIncremental(out.resolve("incremental"));
    }

    private void writeInitial(Path folder) throws IOException {
        for (int i = 0; i < customers; i++) {
            addPerson();
        }
        // They have signed up on the pages already; the customer system learns of them with the next batch.
        List<String> early = strangers("early", Math.max(1, customers / 200));
        for (int i = 0; i < customers * 8 / 10; i++) {
            addVisit(i % 100 == 7 ? early.get(i / 100 % early.size()) : null);
        }
        for (int i = 0; i < customers; i++) {
            addPurchase();
        }
        write(folder, new ArrayList<>(people.values()), sessions, cookies, purchases);
    }

    private void writeIncremental(Path folder) throws IOException {
        List<String> known = List.copyOf(names);
        int oldSessions = sessions.size();
        int oldCookies = cookies.size();
        int oldPurchases = purchases.size();
        List<List<String>> changed = changePeople(known);
        Set<String> forgotten = new LinkedHashSet<>();
        while (forgotten.size() < Math.max(1, customers * 6 / 1000)) {
            forgotten.add(one(known));
        }
        int before = people.size();
        for (String early : strangers("early", Math.max(1, customers / 200))) {
            people.put(early, person(early));
            names.add(early);
        }
        for (int i = 0; i < customers / 10; i++) {
            addPerson();
        }
        changed.addAll(new ArrayList<>(people.values()).subList(before, people.size()));
        for (int i = 0; i < customers * 15 / 100; i++) {
            addVisit(null);
        }
        for (int i = 0; i < customers * 12 / 100; i++) {
            addPurchase();
        }
        List<List<String>> visits = longerVisits(oldSessions);
        visits.addAll(sessions.subList(oldSessions, sessions.size()));
        List<List<String>> seen = recognizedVisitors(oldCookies);
        seen.addAll(cookies.subList(oldCookies, cookies.size()));
        write(folder, changed, visits, seen, purchases.subList(oldPurchases, purchases.size()));
        save(folder, "erasure_requests", "user_name,requested_on", forgotten.stream()
                .map(name -> List.of(name, START.toLocalDate().plusDays(DAYS).toString()))
                .toList());
    }

    private void addPerson() {
        String user;
        do {
            user = (one(FIRST_NAMES).charAt(0) + one(LAST_NAMES) + random.nextInt(customers * 2)).toLowerCase(Locale.ROOT);
        } while (people.containsKey(user));
        people.put(user, person(user));
        names.add(user);
    }

    private List<String> person(String user) {
        List<String> city = one(CITIES);
        // Some addresses come as people typed them; the staging model cleans them.
        String mail = user + "@example." + one(List.of("org", "com", "net"));
        return List.of(
                user,
                random.nextInt(12) == 0 ? " " + mail.toUpperCase(Locale.ROOT) : mail,
                phone(),
                unused(7),
                (1 + random.nextInt(200)) + " " + one(STREETS),
                digits(5),
                city.get(0),
                city.get(1 + random.nextInt(city.size() - 1)),
                LocalDate.of(1940, 1, 1).plusDays(random.nextInt(65 * 365)).toString(),
                String.valueOf(100 + random.nextInt(9900)),
                one(LEVELS));
    }

    /** Of a hundred customers four move, get another level or another telephone number; they all have more points. */
    private List<List<String>> changePeople(List<String> known) {
        List<List<String>> changed = new ArrayList<>();
        Set<String> chosen = new LinkedHashSet<>();
        while (chosen.size() < Math.max(3, customers * 4 / 100)) {
            chosen.add(one(known));
        }
        int turn = 0;
        for (String user : chosen) {
            List<String> row = new ArrayList<>(people.get(user));
            row.set(9, String.valueOf(Integer.parseInt(row.get(9)) + 50));
            if (turn % 3 == 0) {
                List<String> city = one(CITIES);
                row.set(4, "1 " + one(STREETS));
                row.set(5, digits(5));
                row.set(6, city.get(0));
                row.set(7, city.get(1));
            } else if (turn % 3 == 1) {
                row.set(10, LEVELS.get((LEVELS.indexOf(row.get(10)) + 1) % LEVELS.size()));
            } else {
                row.set(2, phone());
            }
            turn++;
            people.put(user, row);
            changed.add(row);
        }
        return changed;
    }

    private void addVisit(String user) {
        LocalDateTime end = START.plusMinutes(random.nextInt(DAYS * 24 * 60));
        int seconds = 30 + random.nextInt(1770);
        boolean mobile = random.nextInt(2) == 0;
        // Half of the visitors sign in.
        String name = user != null ? user : random.nextInt(2) == 0 ? one(names) : "";
        String session = uuid();
        if (!mobile && random.nextInt(2) == 0) {
            String conversion = random.nextInt(2) == 0 ? "x" + random.nextInt(9999) + ",x" + random.nextInt(9999) : "";
            cookies.add(List.of(uuid(), session, time(end), name, conversion, String.valueOf(seconds)));
        }
        sessions.add(List.of(
                session,
                one(addresses),
                mobile ? "mobile" : "web",
                "https://" + one(domains) + "/",
                one(domains),
                one(APPS),
                mobile ? one(devices) : "",
                name,
                String.valueOf(2 + random.nextInt(28)),
                time(end.minusSeconds(seconds)),
                one(EVENTS),
                time(end),
                one(EVENTS),
                String.valueOf(seconds),
                "Mozilla/5.0 (" + one(SYSTEMS) + ") AppleWebKit/605.1 (KHTML, like Gecko) Chrome/" + (90 + random.nextInt(35))
                        + ".0." + random.nextInt(10) + " Safari/605.1"));
    }

    private List<List<String>> longerVisits(int old) {
        List<List<String>> longer = new ArrayList<>();
        for (int i = 50; i < old; i += 100) {
            List<String> row = new ArrayList<>(sessions.get(i));
            LocalDateTime end = LocalDateTime.parse(row.get(11).replace(' ', 'T')).plusMinutes(10);
            row.set(8, String.valueOf(Integer.parseInt(row.get(8)) + 3));
            row.set(11, time(end));
            row.set(13, String.valueOf(Integer.parseInt(row.get(13)) + 600));
            longer.add(row);
        }
        return longer;
    }

    /** Visitors without a name who sign in later: the cookie tells who they are. */
    private List<List<String>> recognizedVisitors(int old) {
        List<List<String>> seen = new ArrayList<>();
        for (int i = 0; i < old; i++) {
            if (cookies.get(i).get(3).isEmpty() && random.nextInt(10) == 0) {
                List<String> row = new ArrayList<>(cookies.get(i));
                row.set(3, one(names));
                seen.add(row);
            }
        }
        return seen;
    }

    private void addPurchase() {
        List<String> buyer = people.get(one(names));
        int kind = random.nextInt(KINDS.size());
        // A customer is named by number or by mail address; one in 150 is mistyped.
        boolean number = random.nextInt(2) == 0;
        String customer = number ? buyer.get(3) : buyer.get(1).strip().toLowerCase(Locale.ROOT);
        if (random.nextInt(150) == 0) {
            customer = "9" + customer;
        }
        String product = KINDS.get(kind) + " " + one(BRANDS) + " " + one(MODELS);
        String category = CATEGORIES.get((kind + (random.nextInt(8) == 0 ? 1 : 0)) % CATEGORIES.size());
        purchases.add(purchase(product, category, customer));
        if (random.nextInt(15) == 0) {
            purchases.add(purchase(product, category, customer));
        }
    }

    private List<String> purchase(String product, String category, String customer) {
        return List.of(
                unused(8),
                product,
                START.toLocalDate().plusDays(random.nextInt(DAYS)).toString(),
                category,
                customer,
                String.valueOf(10 + random.nextInt(90)));
    }

    private static List<String> strangers(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }

    private String phone() {
        return switch (random.nextInt(4)) {
            case 0 -> "0" + digits(3) + " " + digits(6);
            case 1 -> "00" + (1 + random.nextInt(98)) + "-" + digits(3) + "-" + digits(6);
            case 2 -> "(0" + digits(3) + ")" + digits(6);
            default -> "+" + (1 + random.nextInt(98)) + "-" + digits(9) + "x" + digits(3);
        };
    }

    /** Digits that were given to nobody before; they may begin with zeros. */
    private String unused(int length) {
        String text;
        do {
            text = digits(length);
        } while (!used.add(text));
        return text;
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private String hex(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String time(LocalDateTime time) {
        String text = time.toString().replace('T', ' ');
        return text.length() == 16 ? text + ":00" : text;
    }

    private static void write(
            Path folder,
            List<List<String>> people,
            List<List<String>> sessions,
            List<List<String>> cookies,
            List<List<String>> purchases)
            throws IOException {
        Files.createDirectories(folder);
        save(
                folder,
                "first_party",
                "user_name,email,phone_number,external_id,street_address,postcode,city,country,birthday,loyalty_points,"
                        + "loyalty_level",
                people);
        save(
                folder,
                "clickstream",
                "session_id,client_ip,client_platform,canonical_url,domain_name,app_id,device_id,user_name,events,"
                        + "start_timestamp,start_event,end_timestamp,end_event,session_duration_sec,user-agent",
                sessions);
        save(folder, "cookie", "cookie_id,session_id,last_action,user_name,conversion_id,session_duration_sec", cookies);
        save(
                folder,
                "transactional",
                "purchase_id,product_name,purchased_date,product_category,customer_id,reward_points",
                purchases);
    }

    private static void save(Path folder, String table, String header, List<List<String>> rows) throws IOException {
        try (BufferedWriter out =
                Files.newBufferedWriter(folder.resolve(table + ".csv"), StandardCharsets.UTF_8)) {
            out.write(header + "\n");
            for (List<String> row : rows) {
                out.write(row.stream().map(GenerateIdentityData::quote).collect(Collectors.joining(",")) + "\n");
            }
        }
    }

    private static String quote(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
