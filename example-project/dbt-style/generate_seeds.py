"""Writes the seeds: the same files every time."""
import csv
import datetime
import pathlib
import random

FIRST = ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Juna"]
LAST = ["Okafor", "Lind", "Marek", "Sousa", "Tanaka", "Weiss"]
SEEDS = pathlib.Path(__file__).parent / "seeds"


def write(name, header, rows):
    with open(SEEDS / name, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    chance = random.Random(20250301)
    customers = []
    for number in range(1, 25):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        customers.append([number, first, last, f"{first}.{last}{number}@Example.org", f"+49 30 {chance.randint(10000, 99999)}"])
    write("raw_customers.csv", ["customer_id", "first_name", "last_name", "email", "phone"], customers)
    orders, payments = [], []
    for number in range(1, 81):
        day = datetime.date(2025, 3, 1) + datetime.timedelta(days=chance.randint(0, 13))
        orders.append([number, chance.randint(1, 24), day.isoformat(), chance.choice(["open", "baked", "collected"])])
        for part in range(chance.choice([1, 1, 1, 2])):
            moment = f"{day.isoformat()} {chance.randint(7, 18):02d}:{chance.randint(0, 59):02d}:00"
            method = chance.choice(["card", "cash", "voucher"])
            payments.append([len(payments) + 1, number, method, chance.randint(120, 4500), moment])
    write("raw_orders.csv", ["order_id", "customer_id", "ordered_on", "status"], orders)
    write("raw_payments.csv", ["payment_id", "order_id", "method", "cents", "paid_at"], payments)


main()
